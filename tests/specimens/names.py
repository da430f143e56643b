"""Characters that invented names are drawn from, each with its reading in capitals (GB/T 28039-2011, ü as YU)."""

from __future__ import annotations

from random import Random
from typing import Final, NamedTuple


class Written(NamedTuple):
    """A character, or a surname of two, with its reading."""

    characters: str
    pinyin: str


def _table(text: str) -> tuple[Written, ...]:
    return tuple(Written(*entry.split(":")) for entry in text.split())


SURNAMES: Final = _table("""
王:WANG 李:LI 张:ZHANG 刘:LIU 陈:CHEN 杨:YANG 黄:HUANG 赵:ZHAO 吴:WU 周:ZHOU 徐:XU 孙:SUN 马:MA 朱:ZHU 胡:HU
郭:GUO 何:HE 林:LIN 罗:LUO 高:GAO 郑:ZHENG 梁:LIANG 谢:XIE 宋:SONG 唐:TANG 许:XU 韩:HAN 邓:DENG 冯:FENG 曹:CAO
彭:PENG 曾:ZENG 肖:XIAO 田:TIAN 董:DONG 潘:PAN 袁:YUAN 蔡:CAI 蒋:JIANG 余:YU 于:YU 杜:DU 叶:YE 程:CHENG 魏:WEI
苏:SU 吕:LYU 丁:DING 任:REN 卢:LU 姚:YAO 沈:SHEN 钟:ZHONG 姜:JIANG 崔:CUI 谭:TAN 陆:LU 范:FAN 汪:WANG 廖:LIAO
石:SHI 金:JIN 韦:WEI 贾:JIA 夏:XIA 付:FU 方:FANG 邹:ZOU 熊:XIONG 白:BAI 孟:MENG 秦:QIN 邱:QIU 侯:HOU 江:JIANG
尹:YIN 薛:XUE 闫:YAN 段:DUAN 雷:LEI 龙:LONG 黎:LI 史:SHI 陶:TAO 贺:HE 毛:MAO 郝:HAO 顾:GU 龚:GONG 邵:SHAO
万:WAN 覃:QIN 武:WU 钱:QIAN 戴:DAI 严:YAN 莫:MO 孔:KONG 向:XIANG 常:CHANG 汤:TANG 康:KANG 施:SHI 洪:HONG 樊:FAN
岳:YUE 翟:ZHAI 岑:CEN 麦:MAI 霍:HUO 骆:LUO 冼:XIAN 阮:RUAN 柯:KE 庞:PANG 费:FEI 瞿:QU 蔺:LIN 臧:ZANG 卞:BIAN
佘:SHE 晏:YAN 仝:TONG 亓:QI 缪:MIAO 滕:TENG 褚:CHU 鄢:YAN 逄:PANG 闵:MIN 芮:RUI 鞠:JU 储:CHU 荀:XUN 竺:ZHU
""")

COMPOUND_SURNAMES: Final = _table("""
欧阳:OUYANG 司马:SIMA 上官:SHANGGUAN 诸葛:ZHUGE 司徒:SITU 东方:DONGFANG 皇甫:HUANGFU 令狐:LINGHU 慕容:MURONG
夏侯:XIAHOU 端木:DUANMU 尉迟:YUCHI 轩辕:XUANYUAN 公孙:GONGSUN 宇文:YUWEN 长孙:ZHANGSUN
""")

GIVEN: Final = _table("""
伟:WEI 芳:FANG 娜:NA 敏:MIN 静:JING 丽:LI 强:QIANG 磊:LEI 军:JUN 洋:YANG 勇:YONG 艳:YAN 杰:JIE 娟:JUAN 涛:TAO
明:MING 超:CHAO 秀:XIU 霞:XIA 平:PING 刚:GANG 桂:GUI 英:YING 华:HUA 玉:YU 兰:LAN 红:HONG 梅:MEI 建:JIAN 国:GUO
文:WEN 辉:HUI 力:LI 永:YONG 健:JIAN 世:SHI 广:GUANG 志:ZHI 义:YI 兴:XING 良:LIANG 海:HAI 山:SHAN 仁:REN 波:BO
宁:NING 贵:GUI 福:FU 生:SHENG 龙:LONG 元:YUAN 全:QUAN 胜:SHENG 学:XUE 祥:XIANG 才:CAI 发:FA 新:XIN 利:LI 清:QING
飞:FEI 彬:BIN 富:FU 顺:SHUN 信:XIN 子:ZI 昌:CHANG 成:CHENG 康:KANG 星:XING 光:GUANG 天:TIAN 达:DA 安:AN 岩:YAN
中:ZHONG 茂:MAO 进:JIN 林:LIN 有:YOU 坚:JIAN 和:HE 彪:BIAO 博:BO 诚:CHENG 先:XIAN 敬:JING 震:ZHEN 振:ZHEN 壮:ZHUANG
会:HUI 思:SI 群:QUN 豪:HAO 心:XIN 邦:BANG 承:CHENG 乐:LE 绍:SHAO 功:GONG 松:SONG 善:SHAN 厚:HOU 庆:QING 民:MIN
友:YOU 裕:YU 河:HE 哲:ZHE 江:JIANG 浩:HAO 亮:LIANG 政:ZHENG 谦:QIAN 亨:HENG 奇:QI 固:GU 之:ZHI 轮:LUN 翰:HAN
朗:LANG 伯:BO 宏:HONG 言:YAN 若:RUO 鸣:MING 朋:PENG 斌:BIN 梁:LIANG 栋:DONG 维:WEI 启:QI 克:KE 伦:LUN 翔:XIANG
旭:XU 鹏:PENG 泽:ZE 晨:CHEN 辰:CHEN 士:SHI 以:YI 家:JIA 致:ZHI 树:SHU 炎:YAN 德:DE 泰:TAI 盛:SHENG 雄:XIONG
慧:HUI 巧:QIAO 美:MEI 淑:SHU 惠:HUI 珠:ZHU 翠:CUI 雅:YA 芝:ZHI 萍:PING 莉:LI 雪:XUE 琳:LIN 晓:XIAO 婷:TING
佳:JIA 嘉:JIA 琼:QIONG 勤:QIN 珍:ZHEN 贞:ZHEN 倩:QIAN 婉:WAN 玲:LING 颖:YING 露:LU 瑶:YAO 怡:YI 婵:CHAN 雁:YAN
蓓:BEI 仪:YI 荷:HE 丹:DAN 蓉:RONG 眉:MEI 君:JUN 琴:QIN 蕊:RUI 薇:WEI 菁:JING 梦:MENG 岚:LAN 苑:YUAN 婕:JIE
馨:XIN 瑗:YUAN 琰:YAN 韵:YUN 融:RONG 园:YUAN 艺:YI 咏:YONG 卿:QING 聪:CONG 澜:LAN 纯:CHUN 悦:YUE 昭:ZHAO 冰:BING
爽:SHUANG 茗:MING 羽:YU 希:XI 欣:XIN 飘:PIAO 育:YU 滢:YING 馥:FU 筠:YUN 柔:ROU 竹:ZHU 霭:AI 凝:NING 绿:LYU
宇:YU 轩:XUAN 涵:HAN 梓:ZI 睿:RUI 萱:XUAN 妍:YAN 彤:TONG 俊:JUN 诗:SHI 可:KE 语:YU 桐:TONG 一:YI 二:ER 丁:DING
""")

RARE_GIVEN: Final = _table("""
喆:ZHE 玥:YUE 珺:JUN 翊:YI 昕:XIN 湉:TIAN 垚:YAO 淼:MIAO 焱:YAN 犇:BEN 骐:QI 翀:CHONG 烨:YE 煜:YU 祎:YI 璟:JING
甯:NING 瑀:YU 芃:PENG 奕:YI 赟:YUN 彧:YU 旻:MIN 昱:YU 晟:SHENG 曦:XI 懿:YI 鑫:XIN 鋆:YUN 堃:KUN 頔:DI 彣:WEN
翾:XUAN 瑄:XUAN 璇:XUAN 琦:QI 珩:HENG 瓒:ZAN 晔:YE 炜:WEI 炘:XIN 熠:YI 燊:SHEN 玮:WEI 琛:CHEN 琬:WAN 璐:LU
皓:HAO 睎:XI 祺:QI 禧:XI 稷:JI 筱:XIAO 纮:HONG 绮:QI 缙:JIN 羿:YI 翎:LING 茜:QIAN 荻:DI 菡:HAN 蔚:WEI 蕙:HUI
蘅:HENG 诩:XU 谡:SU 赜:ZE 迦:JIA 逸:YI 郗:XI 钰:YU 铄:SHUO 锴:KAI 镕:RONG 霁:JI 靓:LIANG 颢:HAO 飏:YANG 骁:XIAO
""")


def invent_name(rng: Random) -> Written:
    """An invented name of two to four characters; its reading as printed on permits, `SURNAME, GIVEN`."""
    surname = rng.choice(COMPOUND_SURNAMES if rng.random() < 0.08 else SURNAMES)
    length = 1 if rng.random() < 0.2 else 2
    given = [rng.choice(RARE_GIVEN if rng.random() < 0.15 else GIVEN) for _ in range(length)]
    return Written(
        surname.characters + "".join(part.characters for part in given),
        f"{surname.pinyin}, {''.join(part.pinyin for part in given)}",
    )
