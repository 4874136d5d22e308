"""What each rule of the reader looks for, in a sentence that a page can show beside what it found."""

from __future__ import annotations

RULES: dict[str, str] = {
    # measures
    "clause_labelled_brackets": "括号内标明“责任单位、牵头单位、配合单位”等的责任分工，与它之前的文字合为一项举措。",
    "clause_verb_brackets": "括号内写明某单位“牵头、负责、配合”的责任分工，与它之前的文字合为一项举措。",
    "clause_bare_units": "要点末尾的括号里只列单位名称，视为责任单位，与它之前的文字合为一项举措。",
    "clause_label_line": "另起一行（或句后）写明“责任单位：”“牵头单位：”等的责任分工，与它之前的文字合为一项举措。",
    "point_orders_work": "没有责任分工、但部署了具体工作的最末级要点，记为一项举措。",
    "minutes_charge_units": "会议纪要中写明由某单位牵头、负责、配合，或者要求某单位做什么的要点，记为一项举措。",
    "point_with_items": "部署了工作、下面只列事项的要点，连同所列事项记为一项举措。",
    "table_row": "任务表的一行记为一项举措，单位各栏即责任分工。",
    "stacked_table_row": "任务表每格各占一行时，从编号到最后一格记为一项举措，单位各栏即责任分工。",
    "flat_table_row": "排版已丢失的任务表，按编号逐条记为举措，句末的单位即责任分工。",
    "form_fields": "逐栏填写的任务单记为一项举措，牵头、配合各栏即责任分工。",
    # duties
    "duty_report": "有“报送、上报、反馈、报告”等动词的句子，记为一项报送义务。",
    "duty_fill": "要求在平台、系统或表格中“录入、填写、上传”的句子，记为一项填报义务。",
    "duty_publish": "要求“公布、公开、公示、通报”的句子，记为一项公开义务。",
    "duty_window": "标明了申报、报名、征集等时间的，记为一项义务，以最后一日为期限。",
    # targets
    "target_at_least": "“不少于、不低于、至少、达到、以上”连同数字，记为应达到的指标。",
    "target_at_most": "“控制在、降至、压缩到、以内”连同数字，记为不应超过的指标。",
    "target_hundred_percent": "写明100%的，记为应全部达到的指标。",
    "target_full_coverage": "写明“全覆盖”的，记为100%的指标。",
    # events
    "event_narrated": "句首写明日期、随后写明举办或开展什么的，记为一项活动。",
    "event_observance": "写明某纪念日“当天”举办什么的，记为一项活动。",
    "event_point": "要点以活动命名并写明时间的，记为一项活动。",
    "event_stage": "工作阶段写明起止日期的，记为一项活动。",
    "event_called": "通知召集的会议、培训等写明时间的，记为一项活动。",
    # facts
    "fact_of_report": "总结、简报中带单位的数字，记为已完成工作的数据。",
    "fact_told_in_an_order": "其他文件中明确说明已完成情况的数字，记为数据。",
    # findings
    "finding_numbering_gap": "同级标题的编号不连续。",
    "finding_numbering_repeat": "同级标题的编号重复。",
    "finding_weekday": "所写星期与该日期在历书上的星期不符。",
    "finding_impossible_date": "历书上没有这个日期。",
    "finding_year_conflict": "日期的年份与文件标题的年份矛盾。",
    "finding_year_of_number": "发文字号的年份与落款日期的年份不一致。",
    "finding_missing_figure": "应有数字的地方没有数字。",
    "finding_fraction_of_one": "人、件、份等只能是整数的数量写成了小数。",
    "finding_rate_above_whole": "合格率、覆盖率等不会超过100%。",
    "finding_part_above_whole": "“其中”的数字大于总数。",
    "finding_mixed_digits": "数字里混入了字母。",
    "finding_duplicate_unit": "同一责任括注里同一单位出现两次。",
    "finding_unknown_unit": "单位名称残缺或有误，而文件中另有相近的名称。",
    "finding_unbalanced_bracket": "括号或书名号不成对。",
    "finding_unbalanced_quote": "引号不成对。",
    "finding_placeholder": "待定、××等处尚未填写。",
    "finding_near_duplicate": "与同一文件中前面的一篇几乎逐字相同。",
}
