import type { MaterialKind } from './guidance-vocabulary.ts';

/*
 * 家庭、村、社区建档 made simple: words to start from, which an office puts right for its own district before it sends
 * them. They are suggestions of ours, not a standard.
 */
export interface SimpleTemplate {
  code: 'family' | 'village' | 'community';
  kind: MaterialKind;
  title: string;
  words: string;
}

export const SIMPLE_TEMPLATES: readonly SimpleTemplate[] = [
  {
    code: 'family',
    kind: 'template',
    title: '家庭建档模板',
    words: `一、收什么
1 证件类：户口簿、身份证、结婚证、出生证、学历证、职称证的复印件
2 房产土地类：不动产权证、宅基地证、承包合同、拆迁协议
3 荣誉类：奖状、证书、奖章
4 健康类：病历、体检报告、医保凭证
5 财务类：大件发票、保单、借据
6 亲情类：家谱、家训、书信、老照片、录音录像
二、怎么放
一类一个档案袋，袋面写明类别、起止年月和页数，袋内放一张目录。
三、目录怎么写
序号、名称、日期、页数、存放处，一行一件。
四、怎么管
每年年底补一次新材料，查一次缺页和霉变；重要证件拍照另存。`,
  },
  {
    code: 'village',
    kind: 'template',
    title: '村级建档模板',
    words: `一、分五类
1 党群：会议记录、党员发展、换届选举
2 村务：村民（代表）会议、村务公开、村规民约、印章使用
3 生产经营：土地承包、集体资产、项目建设、合同
4 民生：低保、医保、危房改造、救灾救助、殡葬
5 会计与特殊载体：凭证、账簿、照片、光盘、实物
二、按年度整理
次年6月底前把上年材料收齐，按“年度—类别—保管期限”排列，一件一号。
三、保管期限
永久：换届、土地、产权、重要合同；30年：年度总结、一般项目；10年：通知、日常事务。
四、四本台账
归档登记、借阅登记、移交登记、温湿度记录。
五、档案柜
防火防潮，专人专锁；换届时凭移交清单交接，三方签字。`,
  },
  {
    code: 'community',
    kind: 'template',
    title: '社区建档模板',
    words: `一、分五类
1 党建：组织换届、主题活动、党员管理
2 居务：居民（代表）会议、居务公开、居民公约
3 服务：社会救助、养老、残疾人、退役军人、就业
4 治理：网格管理、调解、综治、物业与业主大会
5 会计与特殊载体：凭证、照片、录像、实物
二、按年度整理
次年6月底前收齐，按“年度—类别—保管期限”排列，一件一号。
三、网格员怎么交
每季度把表册、照片交给档案员，交接单一式两份。
四、注意
居民个人信息只在档案柜里，不上墙、不进群；借阅先登记。`,
  },
];
