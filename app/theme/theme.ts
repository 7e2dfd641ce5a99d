import { type ThemeConfig, theme } from 'antd';

type MappingAlgorithm = Exclude<NonNullable<ThemeConfig['algorithm']>, unknown[]>;

/** The values of styles/tokens.css in the words of antd; theme.test.ts compares the two. */
const BLUE = '#1F4E79';

interface Scale {
  base: number;
  heading: number;
  title: number;
  figure: number;
  row: number;
}

const NORMAL: Scale = { base: 14, heading: 16, title: 20, figure: 24, row: 32 };
/** 大字: the switch of the account menu. */
const LARGE: Scale = { base: 18, heading: 20, title: 24, figure: 28, row: 40 };

/** The compact algorithm makes everything smaller than it is told; the sizes of text and rows are not its to choose. */
const keepSizes =
  (scale: Scale): MappingAlgorithm =>
  (seed, map) => ({
    ...(map ?? theme.defaultAlgorithm(seed)),
    fontSize: scale.base,
    controlHeight: scale.row,
  });

const build = (scale: Scale): ThemeConfig => ({
  zeroRuntime: true,
  hashed: false,
  cssVar: { key: 'lantai' },
  algorithm: [theme.compactAlgorithm, keepSizes(scale)],
  token: {
    colorPrimary: BLUE,
    colorPrimaryHover: '#193F62',
    colorPrimaryActive: '#14324E',
    colorInfo: BLUE,
    colorLink: BLUE,
    colorLinkHover: '#193F62',
    colorError: '#94480F',
    colorErrorBg: '#FAF1EA',
    colorErrorBorder: '#E6C8B0',
    colorWarning: '#85590A',
    colorWarningBg: '#FBF5E6',
    colorWarningBorder: '#E9D5A3',
    colorSuccess: '#2F6B4F',
    colorSuccessBg: '#EFF5F1',
    colorSuccessBorder: '#BFD8C9',
    colorText: '#1C1916',
    colorTextSecondary: '#5A534A',
    colorTextTertiary: '#6A6257',
    colorTextQuaternary: '#6A6257',
    colorTextPlaceholder: '#6A6257',
    colorTextDescription: '#6A6257',
    colorBorder: '#D0CAC0',
    colorBorderSecondary: '#E4E0D9',
    colorBgLayout: '#FFFFFF',
    controlItemBgHover: '#F6F4F1',
    controlItemBgActive: '#F1F5F9',
    controlItemBgActiveHover: '#E1EAF2',
    fontFamily: 'var(--lt-font)',
    // 14 px is the floor, so the small sizes of antd are the base size.
    fontSize: scale.base,
    fontSizeSM: scale.base,
    fontSizeIcon: scale.base,
    fontSizeLG: scale.heading,
    fontSizeXL: scale.title,
    fontSizeHeading1: scale.figure,
    fontSizeHeading2: scale.title,
    fontSizeHeading3: scale.heading,
    fontSizeHeading4: scale.heading,
    fontSizeHeading5: scale.base,
    fontWeightStrong: 600,
    lineHeight: 22 / 14,
    lineHeightSM: 22 / 14,
    lineHeightLG: 1.5,
    controlHeight: scale.row,
    controlHeightSM: scale.row - 4,
    controlHeightLG: scale.row + 8,
    borderRadius: 5,
    borderRadiusSM: 3,
    borderRadiusLG: 8,
    boxShadow: 'var(--lt-sh-pop)',
    boxShadowSecondary: 'var(--lt-sh-pop)',
    controlOutlineWidth: 2,
    motionDurationFast: '0.08s',
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.15s',
    wireframe: false,
  },
  components: {
    Button: { defaultShadow: 'none', primaryShadow: 'none', dangerShadow: 'none', paddingInline: 12 },
    Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px', labelHeight: 22 },
    Modal: { titleFontSize: scale.heading },
    Drawer: { footerPaddingBlock: 12, footerPaddingInline: 16 },
  },
});

export const themes = { normal: build(NORMAL), large: build(LARGE) };
