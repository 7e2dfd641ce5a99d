/**
 * Where antd puts its variables in the browser. When hydration fails (an extension changed the document first), React
 * takes the whole document away and draws it anew; antd would then look for a <head> that is not there and fail for
 * ever. This element stays known meanwhile, and goes into the new head as soon as there is one.
 */
export const createStyleHolder = (): HTMLElement => {
  const holder = document.createElement('lt-variables');
  const attach = () => {
    if (document.head && !holder.isConnected) {
      document.head.append(holder);
    }
  };
  attach();
  new MutationObserver(attach).observe(document, { childList: true });
  return holder;
};
