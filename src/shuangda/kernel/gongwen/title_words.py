"""Words that stand in titles of official documents, so that a line never ends within one.

Written for this library from the vocabulary of the field: verbs of orders, nouns of the work, kinds of paper,
kinds of office. A run of characters that holds none of them is not broken at all.
"""

from __future__ import annotations

from typing import Final

_TEXT: Final = """
    关于 印发 转发 批转 发布 公布 下达 报送 上报 通报 表彰 命名 成立 调整 召开 举办 组织 开展 做好 加强 进一步
    加快 推进 推动 促进 深化 规范 完善 建立 健全 落实 贯彻 实施 执行 征求 征集 申请 请求 商请 答复 同意 批准 暂停
    废止 修订 修改 制定 编制 启动 开通 强化 严厉 依法 严格 切实 全面 深入 统筹 协同 联合 集中 持续 扎实 稳步 有效
    知识产权 双打 打击 侵权 假冒 侵权假冒 侵犯 伪劣 商品 制售 保护 商标 专利 版权 著作权 地理标志 植物新品种 商业秘密
    执法 行政 刑事 司法 衔接 行刑衔接 移送 案件 线索 查处 办理 督办 督查 检查 抽查 巡查 整治 治理 专项 行动 专项行动
    专项整治 宣传 宣传周 宣传月 活动 培训 培训班 会议 会商 座谈会 推进会 联席会议 工作 工作会议 重点 重点工作 任务
    要点 方案 计划 规划 措施 办法 细则 规定 制度 机制 体系 规程 标准 指南 清单 名单 目录 台账 预案 意见 若干 建议
    通知 通告 公告 请示 报告 批复 纪要 简报 决定 决议 议案 函 总结 汇报 情况 情况通报 情况报告 结果 反馈 说明 信息 数据
    统计 报表 材料 资料 年度 半年 上半年 下半年 季度 第一季度 第二季度 第三季度 第四季度 全年 阶段 期间 近期 当前
    领导小组 领导 小组 办公室 委员会 管委会 人民政府 政府 市场监督管理局 市场监管 市场监督管理 监督 管理 监督管理 公安局
    公安 检察院 人民检察院 法院 人民法院 海关 农业农村 农业农村局 文化 旅游 文化和旅游局 商务 商务局 宣传部 司法局
    教育 教育局 科技 科技局 卫生 健康 税务 邮政 财政 财政局 全市 全县 全区 全省 各县 各区 市级 县级 区级 部门 单位
    企业 市场 主体 网络 平台 电商 电子商务 农村 农资 食品 药品 化妆品 春节 元旦 国庆 中秋 展会 软件 正版化 软件正版化
    考核 评价 考评 评估 绩效 指标 评分 销毁 罚没 物资 无害化 公开 公示 信用 联合惩戒 投诉 举报 奖励 维权 援助 调解
    服务 中心 工作站 服务站 机构 队伍 能力 建设 提升 营商环境 创新 创新型 高质量 发展 经济 社会 安全 责任 分工 分解
    牵头 配合 成员 成员单位 人员 职责 联络员 安排 部署 有关 有关问题 问题 事项 事宜 经费 预算 采购 项目 资金 补助
    试点 示范 示范区 试行 暂行 创建 城市 强国 强县 纲要 典型 典型案例 案例 经验 做法 先进 集体 个人 名义 整改 回头看
    打假 名录 消费 消费者 权益 国际 农产品 商户 园区 景区 旅游景区 直播 带货 平台经济 印章 资质 样式 图片 视频
    稿件 简介 附表 延期
    跨区域 区域 协作 合作 协议 备忘录 审批 审批单 督办单 推荐 登记 申报 备案 汇总表 登记表 统计表 分解表 一览表 情况表
    学校 进校园 志愿者 新闻 发布会 宣讲 展览 集中宣传 集中销毁 现场会 竞赛 征文 问卷 调查 调研 走访 约谈 督促 推广
"""
WORDS: Final = frozenset(_TEXT.split())
STICK_TO_BEFORE: Final = frozenset("的了等》）〉」』”’、，；：。·号年月日期次届个项件名")
"""No line begins with these."""
CLOSE_A_WORD: Final = frozenset("的了》）〉」』”’、，；：。·")
"""Of these, what ends a word: 名 may begin the next one (名录)."""
STICK_TO_AFTER: Final = frozenset("《（〈「『“‘第")
"""No line ends with these."""
JOINTS: Final = frozenset("和与及暨或对向为在以将把从至")
"""Single words: a line may break before one, not after it."""
