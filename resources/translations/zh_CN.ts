<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About Permit Desktop</source>
        <translation>关于 Permit Desktop</translation>
    </message>
    <message>
        <source>It uses Qt {qt} and PySide6 {pyside} under the GNU Lesser General Public License, version 3. They lie beside the program as libraries of their own, and you may replace them with your own.</source>
        <translation>本程序依据 GNU 宽通用公共许可证第 3 版使用 Qt {qt} 和 PySide6 {pyside}。它们以独立的库文件存放在程序旁边，您可以用自己的版本替换。</translation>
    </message>
    <message>
        <source>Its parts and their licences</source>
        <translation>各组成部分及其许可证</translation>
    </message>
    <message>
        <source>Read the licence of Qt</source>
        <translation>阅读 Qt 的许可证</translation>
    </message>
    <message>
        <source>Its other parts came as packages of their own, each with its licence.</source>
        <translation>其他组成部分以各自的软件包安装，并附有各自的许可证。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Free software under the Apache License, version 2.0.</source>
        <translation>自由软件，依据 Apache 许可证 2.0 版发布。</translation>
    </message>
</context>
<context>
    <name>Band</name>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>低</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>CameraControl</name>
    <message>
        <source>The first one</source>
        <translation>第一个摄像头</translation>
    </message>
    <message>
        <source>The usual one: {name}</source>
        <translation>常用的：{name}</translation>
    </message>
    <message>
        <source>{name} (not connected)</source>
        <translation>{name}（未连接）</translation>
    </message>
</context>
<context>
    <name>CardFaces</name>
    <message>
        <source>Front</source>
        <translation>正面</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>背面</translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>光线</translation>
    </message>
    <message>
        <source>Recogniser</source>
        <translation>识别引擎</translation>
    </message>
    <message>
        <source>Keyring</source>
        <translation>系统钥匙串</translation>
    </message>
    <message>
        <source>Vault</source>
        <translation>保险库</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>审计记录</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>look at this</source>
        <translation>请留意</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>未检查</translation>
    </message>
</context>
<context>
    <name>CheckPanel</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Something does not work.</source>
        <translation>有项目不正常。</translation>
    </message>
    <message>
        <source>It works; something should be seen to.</source>
        <translation>可以使用；有项目需要处理。</translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>一切正常。</translation>
    </message>
</context>
<context>
    <name>CheckUpFlow</name>
    <message>
        <source>Save diagnostics</source>
        <translation>保存诊断信息</translation>
    </message>
    <message>
        <source>Saved as {name}. It holds no personal data.</source>
        <translation>已保存为 {name}，其中不含个人信息。</translation>
    </message>
</context>
<context>
    <name>Day</name>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>{hour} to {next}: {count} scanned ({parts})</source>
        <translation>{hour} 至 {next}：扫描 {count} 张（{parts}）</translation>
    </message>
</context>
<context>
    <name>DayPanel</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>permits scanned</source>
        <translation>张证件已扫描</translation>
    </message>
    <message>
        <source>{count} permits scanned today</source>
        <translation>今天已扫描 {count} 张证件</translation>
    </message>
    <message>
        <source>By the least sure field of each</source>
        <translation>按每张证件最不确定的一项</translation>
    </message>
    <message>
        <source>Scanned permits, hour by hour</source>
        <translation>每小时扫描的证件</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>also read: {other}</source>
        <translation>另识别为：{other}</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>何人</translation>
    </message>
    <message>
        <source>Record confirmed</source>
        <translation>记录已确认</translation>
    </message>
    <message>
        <source>{now}, confirmed</source>
        <translation>{now}，已确认</translation>
    </message>
    <message>
        <source>{now}, confirmation taken back</source>
        <translation>{now}，已撤销确认</translation>
    </message>
    <message>
        <source>{now}, taken back: {before}</source>
        <translation>{now}，已撤销：{before}</translation>
    </message>
    <message>
        <source>{now}, before: {before}</source>
        <translation>{now}，原为：{before}</translation>
    </message>
</context>
<context>
    <name>Document</name>
    <message>
        <source>HK · Macao</source>
        <translation>港澳</translation>
    </message>
    <message>
        <source>Taiwan</source>
        <translation>台湾</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>proved</source>
        <translation>已校验</translation>
    </message>
    <message>
        <source>agreed</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>read</source>
        <translation>识别</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>未识别</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Scanned</source>
        <translation>扫描时间</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>核对时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Portrait of record {record}</source>
        <translation>记录 {record} 的照片</translation>
    </message>
</context>
<context>
    <name>ExportFlow</name>
    <message>
        <source>Nothing to export: all of these are discarded or not read yet</source>
        <translation>没有可导出的记录：全部已弃用或尚未识别</translation>
    </message>
    <message>
        <source>Export the records in the list</source>
        <translation>导出列表中的记录</translation>
    </message>
</context>
<context>
    <name>ExportProgress</name>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel the export</source>
        <translation>取消导出</translation>
    </message>
    <message>
        <source>Exporting: {done} of {total}</source>
        <translation>正在导出：{done} / {total}</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Document</source>
        <translation>证件类型</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>正反面</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>English name</source>
        <translation>拼音姓名</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>Validity</source>
        <translation>有效期限</translation>
    </message>
    <message>
        <source>Authority</source>
        <translation>签发机关</translation>
    </message>
    <message>
        <source>Issued in</source>
        <translation>签发地点</translation>
    </message>
    <message>
        <source>Machine line</source>
        <translation>机读码</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Round trips</source>
        <translation>往返次数</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Issue code</source>
        <translation>签发编号</translation>
    </message>
    <message>
        <source>{flaw}. Not taken over yet.</source>
        <translation>{flaw}。尚未采用。</translation>
    </message>
    <message>
        <source>{flaw}. Once more says that it is not on the card.</source>
        <translation>{flaw}。再按一次表示证件上没有此项。</translation>
    </message>
    <message>
        <source>{flaw}. Enter again takes it all the same.</source>
        <translation>{flaw}。再按一次 Enter 仍按此录入。</translation>
    </message>
    <message>
        <source>not on the card</source>
        <translation>证件上没有</translation>
    </message>
</context>
<context>
    <name>FileBatch</name>
    <message>
        <source>{file} and {count} before it</source>
        <translation>{file} 及之前的 {count} 个</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>{region} endorsement, {field}</source>
        <translation>{region}签注的{field}</translation>
    </message>
    <message>
        <source>The permit expired on {day}</source>
        <translation>证件已于 {day} 到期</translation>
    </message>
    <message>
        <source>The permit expires on {day}; days left: {left}</source>
        <translation>证件将于 {day} 到期，还剩 {left} 天</translation>
    </message>
    <message>
        <source>{what}: {value} cannot be right</source>
        <translation>{what}：{value} 不可能正确</translation>
    </message>
    <message>
        <source>The validity {value} is of an unusual length</source>
        <translation>有效期限 {value} 的长度不常见</translation>
    </message>
    <message>
        <source>The validity starts on {day}, before this card was introduced</source>
        <translation>有效期起始日 {day} 早于此种卡证启用的时间</translation>
    </message>
    <message>
        <source>The number {value} is not spelled like one of this document</source>
        <translation>号码 {value} 不符合此种证件的格式</translation>
    </message>
    <message>
        <source>{what}: {value} in print, {coded} in the machine line</source>
        <translation>{what}：印刷为 {value}，机读码为 {coded}</translation>
    </message>
    <message>
        <source>{what} was read in two ways</source>
        <translation>{what}：两次识别结果不同</translation>
    </message>
    <message>
        <source>Compare with the card: the number {coded} may have {letters} after the C</source>
        <translation>请对照证件：号码 {coded} 中 C 后面的字符可能是 {letters}</translation>
    </message>
    <message>
        <source>The machine line&apos;s check digits do not fit what was read</source>
        <translation>机读码的校验位与识别结果不符</translation>
    </message>
    <message>
        <source>The machine line was not read completely</source>
        <translation>机读码没有完整识别</translation>
    </message>
    <message>
        <source>The machine line begins like that of another document</source>
        <translation>机读码的开头属于另一种证件</translation>
    </message>
    <message>
        <source>Front and back are of different documents</source>
        <translation>正面和背面不是同一种证件</translation>
    </message>
    <message>
        <source>The {region} endorsement expired on {day}</source>
        <translation>{region}签注已于 {day} 到期</translation>
    </message>
    <message>
        <source>The {region} endorsement ends on {day}, after the permit itself</source>
        <translation>{region}签注于 {day} 到期，晚于证件本身</translation>
    </message>
    <message>
        <source>An unusual {region} endorsement: {kind}; please look</source>
        <translation>少见的{region}签注：{kind}，请核对</translation>
    </message>
    <message>
        <source>{what}: {value} is of an unusual form</source>
        <translation>{what}：{value} 的格式不常见</translation>
    </message>
    <message>
        <source>The card was not found, so the whole picture was sent: place it closer</source>
        <translation>图片中没有找到证件，因此发送了整张图片：请将证件靠近一些</translation>
    </message>
    <message>
        <source>The service sent the portrait, or its place, in a form that cannot be used</source>
        <translation>服务返回的照片或其位置的格式无法使用</translation>
    </message>
    <message>
        <source>The title does not read as a permit&apos;s; compare it with the card</source>
        <translation>标题不像是本类证件的标题，请对照证件</translation>
    </message>
    <message>
        <source>The number {value} may have a letter O or I for a digit; compare it</source>
        <translation>请对照证件：号码 {value} 中可能有字母 O 或 I 印在数字的位置上</translation>
    </message>
    <message>
        <source>Another permit lies in the picture; only this one was read</source>
        <translation>画面中还有另一张证件，只识别了这一张</translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>The camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Who reads the permits</source>
        <translation>由谁识别证件</translation>
    </message>
    <message>
        <source>Three short questions, each with an answer that works. All of it can be changed later.</source>
        <translation>只有三个简短的问题，每个都有可用的默认答案，以后可随时更改。</translation>
    </message>
    <message>
        <source>A webcam or a document camera above the desk. Without one, pictures can be opened as files.</source>
        <translation>桌面上方的网络摄像头或文档摄像头。没有摄像头时，可以打开图片文件。</translation>
    </message>
    <message>
        <source>On this computer nothing is sent anywhere. A service is set up on the Settings page.</source>
        <translation>在本机识别时不会发送任何内容。服务可在“设置”页中配置。</translation>
    </message>
    <message>
        <source>{step} of {steps}</source>
        <translation>第 {step} 步，共 {steps} 步</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>试用演示</translation>
    </message>
    <message>
        <source>Skip all</source>
        <translation>全部跳过</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
</context>
<context>
    <name>Flaw</name>
    <message>
        <source>Type a value, or press Esc to keep the former one</source>
        <translation>请输入内容，或按 Esc 保留原值</translation>
    </message>
    <message>
        <source>Not a number of this document: {spelling}</source>
        <translation>不符合此种证件的号码格式：{spelling}</translation>
    </message>
    <message>
        <source>Not a day of the calendar: {spelling}</source>
        <translation>不是有效日期：{spelling}</translation>
    </message>
    <message>
        <source>The last day lies before the first</source>
        <translation>终止日早于起始日</translation>
    </message>
    <message>
        <source>男 or 女; M and F do as well</source>
        <translation>男或女；也可输入 M、F</translation>
    </message>
    <message>
        <source>More than 30 characters</source>
        <translation>超过 30 个字符</translation>
    </message>
    <message>
        <source>A character that cannot stand there: {spelling}</source>
        <translation>含有不应出现的字符：{spelling}</translation>
    </message>
    <message>
        <source>The number&apos;s check digit (12th character) does not fit</source>
        <translation>号码的校验位（第 12 位）不符</translation>
    </message>
    <message>
        <source>The expiry date&apos;s check digit (20th character) does not fit</source>
        <translation>到期日期的校验位（第 20 位）不符</translation>
    </message>
    <message>
        <source>The birth date&apos;s check digit (28th character) does not fit</source>
        <translation>出生日期的校验位（第 28 位）不符</translation>
    </message>
    <message>
        <source>The last check digit does not fit</source>
        <translation>最后一位校验位不符</translation>
    </message>
    <message>
        <source>An unusual code: {spelling}</source>
        <translation>编号格式不常见：{spelling}</translation>
    </message>
    <message>
        <source>a letter and eight digits, as C12345678 or CA1234567</source>
        <translation>一个字母加八位数字，如 C12345678 或 CA1234567</translation>
    </message>
    <message>
        <source>year, month and day, as 1990.01.31</source>
        <translation>年、月、日，如 1990.01.31</translation>
    </message>
    <message>
        <source>first and last day, as 2020.01.31 - 2030.01.30</source>
        <translation>起止日期，如 2020.01.31 - 2030.01.30</translation>
    </message>
    <message>
        <source>first and last day, as 2020.01.31-2021.01.30</source>
        <translation>起止日期，如 2020.01.31-2021.01.30</translation>
    </message>
    <message>
        <source>30 letters, digits and &lt;, as under the portrait</source>
        <translation>共 30 个字符，为字母、数字和 &lt;，见照片下方</translation>
    </message>
    <message>
        <source>four digits, a letter and three digits, as 4401-H001</source>
        <translation>四位数字、一个字母和三位数字，如 4401-H001</translation>
    </message>
</context>
<context>
    <name>Guidance</name>
    <message>
        <source>Place the permit in the frame</source>
        <translation>请把证件放入取景框</translation>
    </message>
    <message>
        <source>Move the permit closer to the camera</source>
        <translation>请把证件移近摄像头</translation>
    </message>
    <message>
        <source>Move the permit further away</source>
        <translation>请把证件移远一些</translation>
    </message>
    <message>
        <source>Bring all four edges into the picture</source>
        <translation>请让四条边都进入画面</translation>
    </message>
    <message>
        <source>Lay the permit flat and straight</source>
        <translation>请把证件放平、放正</translation>
    </message>
    <message>
        <source>Wait until the permit lies still</source>
        <translation>请等证件静止</translation>
    </message>
    <message>
        <source>Too dark: switch on a light</source>
        <translation>太暗：请开灯</translation>
    </message>
    <message>
        <source>Too bright: dim the light</source>
        <translation>太亮：请调暗灯光</translation>
    </message>
    <message>
        <source>The portrait is blurred: lay it flat, or wipe the lens</source>
        <translation>照片模糊：请将证件放平，或擦拭镜头</translation>
    </message>
    <message>
        <source>The number is blurred: lay it flat, or wipe the lens</source>
        <translation>号码模糊：请将证件放平，或擦拭镜头</translation>
    </message>
    <message>
        <source>The machine-readable line is blurred: lay it flat</source>
        <translation>机读码模糊：请将证件放平</translation>
    </message>
    <message>
        <source>Blurred: hold still, or wait for the focus</source>
        <translation>画面模糊：请保持不动，或等待对焦</translation>
    </message>
    <message>
        <source>Hold still</source>
        <translation>请保持不动</translation>
    </message>
    <message>
        <source>Captured</source>
        <translation>已拍摄</translation>
    </message>
    <message>
        <source>Captured: now turn the permit over</source>
        <translation>已拍摄：请翻到另一面</translation>
    </message>
    <message>
        <source>Now show the permit&apos;s front</source>
        <translation>请出示证件正面</translation>
    </message>
    <message>
        <source>Now show the permit&apos;s back</source>
        <translation>请出示证件背面</translation>
    </message>
    <message>
        <source>Read: check the marked fields first</source>
        <translation>已识别：请先核对标出的字段</translation>
    </message>
    <message>
        <source>Read, nothing to check: Enter accepts</source>
        <translation>已识别，无需核对：按 Enter 确认无误</translation>
    </message>
    <message>
        <source>Both sides are read: next permit</source>
        <translation>两面均已识别：请放下一张证件</translation>
    </message>
    <message>
        <source>The permit is read: next permit</source>
        <translation>证件已识别：请放下一张证件</translation>
    </message>
    <message>
        <source>Not read: move the permit a little, or take it again</source>
        <translation>未能读取：请略微移动证件，或重新拍摄</translation>
    </message>
    <message>
        <source>Side not clear: move the permit, or take it again</source>
        <translation>无法判断是哪一面：请移动证件，或重新拍摄</translation>
    </message>
    <message>
        <source>The same side again: turn the permit over</source>
        <translation>仍是同一面：请翻到另一面</translation>
    </message>
    <message>
        <source>Another permit: show the other side of the first</source>
        <translation>这是另一张证件：请出示前一张的另一面</translation>
    </message>
    <message>
        <source>The other document: show the first one&apos;s other side</source>
        <translation>这是另一种证件：请出示前一张的另一面</translation>
    </message>
    <message>
        <source>Open a picture of a permit, or drop it here</source>
        <translation>请打开证件图片，或拖放到此处</translation>
    </message>
    <message>
        <source>The picture stands still: reconnect the camera</source>
        <translation>画面静止不动：请重新连接摄像头</translation>
    </message>
    <message>
        <source>Taken, although no permit was found</source>
        <translation>已拍摄，但未找到证件</translation>
    </message>
    <message>
        <source>Taken, although the permit is small in the picture</source>
        <translation>已拍摄，但证件在画面中偏小</translation>
    </message>
    <message>
        <source>Taken, although the permit fills the whole picture</source>
        <translation>已拍摄，但证件占满了画面</translation>
    </message>
    <message>
        <source>Taken, although an edge may be outside the picture</source>
        <translation>已拍摄，但可能有一边在画面之外</translation>
    </message>
    <message>
        <source>Taken, although the permit lies crooked</source>
        <translation>已拍摄，但证件放得不正</translation>
    </message>
    <message>
        <source>Taken, although the permit was moving</source>
        <translation>已拍摄，但证件在移动</translation>
    </message>
    <message>
        <source>Taken, although it is dark</source>
        <translation>已拍摄，但光线太暗</translation>
    </message>
    <message>
        <source>Taken, although it is very bright</source>
        <translation>已拍摄，但光线太亮</translation>
    </message>
    <message>
        <source>Taken, although blurred</source>
        <translation>已拍摄，但图像模糊</translation>
    </message>
    <message>
        <source>Taken, although there is glare</source>
        <translation>已拍摄，但有反光</translation>
    </message>
    <message>
        <source>Glare on the portrait: move the lamp or the permit</source>
        <translation>照片处反光：请移动灯或证件</translation>
    </message>
    <message>
        <source>Glare on the number: move the lamp or the permit</source>
        <translation>号码处反光：请移动灯或证件</translation>
    </message>
    <message>
        <source>Glare on the machine-readable line: move it</source>
        <translation>机读码处反光：请移动证件</translation>
    </message>
    <message>
        <source>Glare: move the lamp or the permit</source>
        <translation>有反光：请移动灯或证件</translation>
    </message>
</context>
<context>
    <name>GuidanceBar</name>
    <message>
        <source>Progress of holding still</source>
        <translation>静止进度</translation>
    </message>
</context>
<context>
    <name>InkView</name>
    <message>
        <source>Picture of the field on the card</source>
        <translation>该项在证件上的图像</translation>
    </message>
</context>
<context>
    <name>JobState</name>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Being read</source>
        <translation>识别中</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>待核对</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已核对</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>已弃用</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Everywhere</source>
        <translation>任何页面</translation>
    </message>
    <message>
        <source>Open a picture of a permit</source>
        <translation>打开证件图片</translation>
    </message>
    <message>
        <source>Lock the window</source>
        <translation>锁定窗口</translation>
    </message>
    <message>
        <source>Go to the next control or field</source>
        <translation>转到下一个控件或字段</translation>
    </message>
    <message>
        <source>Space, Enter</source>
        <translation>空格、Enter</translation>
    </message>
    <message>
        <source>Press the button that has the keyboard</source>
        <translation>按下键盘焦点所在的按钮</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>本列表</translation>
    </message>
</context>
<context>
    <name>LicenceList</name>
    <message>
        <source>Its parts and their licences</source>
        <translation>各组成部分及其许可证</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>组成部分</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>The licence of the chosen part</source>
        <translation>所选部分的许可证</translation>
    </message>
    <message>
        <source>as its text says</source>
        <translation>见其正文</translation>
    </message>
    <message>
        <source>Of the system that this was built on</source>
        <translation>来自构建本软件包的系统</translation>
    </message>
</context>
<context>
    <name>LiveView</name>
    <message>
        <source>Live picture of the camera</source>
        <translation>摄像头实时画面</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Everything is stored; the queue goes on. Enter the vault&apos;s passphrase to see it again.</source>
        <translation>所有内容均已保存，队列继续处理。输入保险库口令即可继续查看。</translation>
    </message>
    <message>
        <source>Everything is stored; the queue goes on. The computer&apos;s keyring opens the window again.</source>
        <translation>所有内容均已保存，队列继续处理。将用系统钥匙串重新打开窗口。</translation>
    </message>
    <message>
        <source>Passphrase of the vault</source>
        <translation>保险库口令</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Scan</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Open a file …</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>试用演示</translation>
    </message>
    <message>
        <source>{file} is played in place of the camera</source>
        <translation>正在播放 {file}，代替摄像头画面</translation>
    </message>
    <message>
        <source>Permits in it are read as before the camera. The camera comes back at its end.</source>
        <translation>其中的证件与摄像头前的一样会被识别。播放结束后自动恢复摄像头画面。</translation>
    </message>
    <message>
        <source>Back to the camera</source>
        <translation>返回摄像头</translation>
    </message>
    <message>
        <source>The camera&apos;s pictures are small for a permit: {width} × {height} pixels</source>
        <translation>摄像头的画面对证件来说偏小：{width} × {height} 像素</translation>
    </message>
    <message>
        <source>Permits are taken all the same, and read less surely. Try a larger picture in the settings.</source>
        <translation>仍会拍摄证件，但识别较不可靠。可在设置中选用更大的画面。</translation>
    </message>
    <message>
        <source>This is the demo: nothing is stored</source>
        <translation>这是演示：不保存任何内容</translation>
    </message>
    <message>
        <source>A simulated camera shows specimen permits. Files that you open meanwhile are not stored either.</source>
        <translation>模拟摄像头展示样本证件。此时打开的文件也不会保存。</translation>
    </message>
    <message>
        <source>{file}: {what}</source>
        <translation>{file}：{what}</translation>
    </message>
    <message>
        <source>Begin with this permit</source>
        <translation>从这张证件重新开始</translation>
    </message>
    <message>
        <source>What was typed was not taken: {fields}</source>
        <translation>输入的内容未被采用：{fields}</translation>
    </message>
    <message>
        <source>Review the permit before, and type it there.</source>
        <translation>请核对上一份证件，并在那里输入。</translation>
    </message>
    <message>
        <source>{pictures} files were taken, of {permits} permits. Some have one side only.</source>
        <translation>已采用 {pictures} 个文件，共 {permits} 张证件，其中有的只有一面。</translation>
    </message>
    <message>
        <source>Not read: {unread}.</source>
        <translation>未能读取：{unread} 个。</translation>
    </message>
    <message>
        <source>Show the records</source>
        <translation>查看记录</translation>
    </message>
    <message>
        <source>Review them on the Records page.</source>
        <translation>请在“记录”页核对。</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>A fault in the program: {kind}</source>
        <translation>程序出现故障：{kind}</translation>
    </message>
    <message>
        <source>You can go on. The details hold nothing of any permit; please send them to your support.</source>
        <translation>可以继续使用。详情中不含任何证件内容，请发送给技术支持。</translation>
    </message>
    <message>
        <source>Open pictures of permits</source>
        <translation>打开证件图片</translation>
    </message>
    <message>
        <source>Pictures and videos</source>
        <translation>图片和视频</translation>
    </message>
    <message>
        <source>There is no picture in this.</source>
        <translation>其中没有图片。</translation>
    </message>
    <message>
        <source>Drop or paste a picture, or a file with one. Text is not read, and no address is opened.</source>
        <translation>请拖放或粘贴图片或图片文件。不会读取文字，也不会打开网址。</translation>
    </message>
    <message>
        <source>End of shift …</source>
        <translation>交班…</translation>
    </message>
    <message>
        <source>End of shift</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>{page} page</source>
        <translation>{page}页面</translation>
    </message>
</context>
<context>
    <name>PermitError</name>
    <message>
        <source>A camera&apos;s number is a whole number from 0 to {0}.</source>
        <translation>摄像头编号是 0 到 {0} 的整数。</translation>
    </message>
    <message>
        <source>A fault in the program.</source>
        <translation>程序出现故障。</translation>
    </message>
    <message>
        <source>A job that is {0} cannot {1}.</source>
        <translation>任务当前的状态（{0}）不能执行此操作（{1}）。</translation>
    </message>
    <message>
        <source>A newer release of the program made this vault (schema {0}; this release knows {1}).</source>
        <translation>此保险库由更新版本的程序创建（格式 {0}，本版本支持到 {1}）。</translation>
    </message>
    <message>
        <source>A web page answered in place of the service.</source>
        <translation>返回的是一个网页，而不是服务的应答。</translation>
    </message>
    <message>
        <source>Ask the administrator of the account for the permission to call the service.</source>
        <translation>请向账号管理员申请调用该服务的权限。</translation>
    </message>
    <message>
        <source>Ask the administrator of the account to look into its balance, quota and project.</source>
        <translation>请让账号管理员检查余额、配额和项目。</translation>
    </message>
    <message>
        <source>Ask who runs the proxy to allow the service&apos;s address and port.</source>
        <translation>请代理的管理者放行服务的地址和端口。</translation>
    </message>
    <message>
        <source>Ask your administrator to change it.</source>
        <translation>请联系管理员修改。</translation>
    </message>
    <message>
        <source>Check `ca_file` in the settings: it has to be a PEM file with certificates.</source>
        <translation>请检查设置中的 `ca_file`：它必须是含有证书的 PEM 文件。</translation>
    </message>
    <message>
        <source>Check it and try again; `permit-desktop vault recover` opens the vault with the recovery code.</source>
        <translation>请检查后重试；用 `permit-desktop vault recover` 可凭恢复码打开保险库。</translation>
    </message>
    <message>
        <source>Check its cable; it is opened again as soon as it answers.</source>
        <translation>请检查连接线；恢复后会自动重新打开。</translation>
    </message>
    <message>
        <source>Check that the credentials belong to the region that the settings name, and enter them again.</source>
        <translation>请确认凭据属于设置中的区域，然后重新输入。</translation>
    </message>
    <message>
        <source>Check that the keyring of this computer works, then enter the credentials again.</source>
        <translation>请确认本机的系统钥匙串可用，然后重新输入凭据。</translation>
    </message>
    <message>
        <source>Check that the picture&apos;s address is public and answers, or send the picture itself.</source>
        <translation>请确认图片地址可公开访问，或直接发送图片。</translation>
    </message>
    <message>
        <source>Check that this computer is connected to the network.</source>
        <translation>请检查本机是否已连接网络。</translation>
    </message>
    <message>
        <source>Check the credentials for this region and this computer&apos;s clock, and enter them again.</source>
        <translation>请检查该区域的凭据和本机时钟，然后重新输入凭据。</translation>
    </message>
    <message>
        <source>Check the endpoint and the project ID in the settings.</source>
        <translation>请检查设置中的终端节点和项目 ID。</translation>
    </message>
    <message>
        <source>Check the file&apos;s name and folder.</source>
        <translation>请检查文件名和所在文件夹。</translation>
    </message>
    <message>
        <source>Check the free space and the rights of its folder.</source>
        <translation>请检查所在文件夹的剩余空间和权限。</translation>
    </message>
    <message>
        <source>Check the network of this computer and the service&apos;s address in the settings.</source>
        <translation>请检查本机网络和设置中的服务地址。</translation>
    </message>
    <message>
        <source>Check the network, and whether a firewall or a proxy stands between.</source>
        <translation>请检查网络，以及中间是否有防火墙或代理。</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>请检查路径。</translation>
    </message>
    <message>
        <source>Check the permission to read it, or copy it to another folder.</source>
        <translation>请检查读取权限，或把它复制到其他文件夹。</translation>
    </message>
    <message>
        <source>Check the permissions of the data folder, or name another one with `--data-dir`.</source>
        <translation>请检查数据文件夹的权限，或用 `--data-dir` 另指定一个。</translation>
    </message>
    <message>
        <source>Check the service&apos;s address and port in the settings, and whether the network intercepts connections.</source>
        <translation>请检查设置中的服务地址和端口，以及网络是否拦截连接。</translation>
    </message>
    <message>
        <source>Check the service&apos;s address and project ID, use another service, or read permits on this device.</source>
        <translation>请检查服务地址和项目 ID，或改用其他服务，或在本机识别。</translation>
    </message>
    <message>
        <source>Check the service&apos;s address in the settings.</source>
        <translation>请检查设置中的服务地址。</translation>
    </message>
    <message>
        <source>Check the settings of the service; if they are right, report this to whoever runs it.</source>
        <translation>请检查服务的设置；如果无误，请反馈给服务的运营方。</translation>
    </message>
    <message>
        <source>Check the settings of the service; if they are right, report this with the request ID {0}.</source>
        <translation>请检查服务的设置；如果无误，请连同请求 ID {0} 一起反馈。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s clock and the service&apos;s address; `ca_file` takes a certificate authority of your own.</source>
        <translation>请检查本机时钟和服务地址；自有证书颁发机构可填在 `ca_file` 中。</translation>
    </message>
    <message>
        <source>Choose a longer one, for instance four words that have nothing to do with each other.</source>
        <translation>请用更长的口令，例如四个互不相关的词。</translation>
    </message>
    <message>
        <source>Choose a picture in one of these formats.</source>
        <translation>请选择这些格式的图片。</translation>
    </message>
    <message>
        <source>Choose a picture inside the folder.</source>
        <translation>请选择文件夹里的图片。</translation>
    </message>
    <message>
        <source>Choose another picture, or scan the permit again.</source>
        <translation>请另选图片，或重新扫描证件。</translation>
    </message>
    <message>
        <source>Close other programs that use the camera, and allow this program to use it in the system&apos;s settings.</source>
        <translation>请关闭占用摄像头的其他程序，并在系统设置中允许本程序使用摄像头。</translation>
    </message>
    <message>
        <source>Close the other one, or name another folder with `--data-dir`.</source>
        <translation>请关闭另一个程序，或用 `--data-dir` 另指定文件夹。</translation>
    </message>
    <message>
        <source>Check the port in the service&apos;s address, and whether a firewall inspects connections.</source>
        <translation>请检查服务地址中的端口，以及防火墙是否检查连接。</translation>
    </message>
    <message>
        <source>A secret does not belong in this file.</source>
        <translation>密钥和密码不应写在此文件中。</translation>
    </message>
    <message>
        <source>A setting of a policy file has nothing of this name.</source>
        <translation>策略文件的设置中没有这个名称的项。</translation>
    </message>
    <message>
        <source>A setting of a policy file is a table of `value` and `locked`.</source>
        <translation>策略文件中的设置应为包含 `value` 和 `locked` 的表。</translation>
    </message>
    <message>
        <source>An earlier release made this vault, and encrypted it differently.</source>
        <translation>此保险库由较早的版本创建，加密方式不同。</translation>
    </message>
    <message>
        <source>Ask for a larger picture in the settings, turn the camera by 90 degrees, or use another one.</source>
        <translation>请在设置中选用更大的画面，将摄像头旋转 90 度，或改用其他摄像头。</translation>
    </message>
    <message>
        <source>Avoid glare, shadow and fingers on it, bring it closer and take the picture again.</source>
        <translation>请避免反光、阴影和手指遮挡，将证件靠近后重新拍摄。</translation>
    </message>
    <message>
        <source>Begin it with a line `[{0}]`.</source>
        <translation>请以一行 `[{0}]` 开头。</translation>
    </message>
    <message>
        <source>Check its cable, and close other programs that use it; it goes on as soon as the camera answers.</source>
        <translation>请检查连接线，并关闭其他使用摄像头的程序；摄像头响应后自动继续。</translation>
    </message>
    <message>
        <source>Check that it is a file, and the rights of its folder.</source>
        <translation>请确认它是文件，并检查所在文件夹的权限。</translation>
    </message>
    <message>
        <source>Check that it is the right file.</source>
        <translation>请确认文件是否正确。</translation>
    </message>
    <message>
        <source>Check the free memory of this computer, or install Permit Desktop again.</source>
        <translation>请检查本机可用内存，或重新安装 Permit Desktop。</translation>
    </message>
    <message>
        <source>Check the port in the service&apos;s address, and whether the network intercepts connections.</source>
        <translation>请检查服务地址中的端口，以及网络是否拦截连接。</translation>
    </message>
    <message>
        <source>Check the port in the service&apos;s address, and whether the service runs.</source>
        <translation>请检查服务地址中的端口，以及服务是否在运行。</translation>
    </message>
    <message>
        <source>Check the proxy&apos;s address in the settings.</source>
        <translation>请检查设置中的代理地址。</translation>
    </message>
    <message>
        <source>Check the proxy&apos;s address in the settings; `permit-desktop credentials set --proxy` stores its user and password.</source>
        <translation>请检查设置中的代理地址；用 `permit-desktop credentials set --proxy` 可保存其用户名和密码。</translation>
    </message>
    <message>
        <source>Check the proxy&apos;s address, and the network.</source>
        <translation>请检查代理地址和网络。</translation>
    </message>
    <message>
        <source>Check the rights of the folder, and whether its disk is there.</source>
        <translation>请检查文件夹权限以及磁盘是否可用。</translation>
    </message>
    <message>
        <source>Check the service&apos;s address, or ask who runs the proxy.</source>
        <translation>请检查服务地址，或询问代理的管理者。</translation>
    </message>
    <message>
        <source>Check the service&apos;s address; it has to be the name in the certificate.</source>
        <translation>请检查服务地址；它必须与证书中的名称一致。</translation>
    </message>
    <message>
        <source>Check the spelling of the service&apos;s address in the settings.</source>
        <translation>请检查设置中服务地址的拼写。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date (it is {0}); if it is right, tell who runs the service.</source>
        <translation>请检查本机日期（现在是 {0}）；如果无误，请告知服务的管理者。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date, the service&apos;s address, and the certificate authority in the settings.</source>
        <translation>请检查本机日期、服务地址和设置中的证书颁发机构。</translation>
    </message>
    <message>
        <source>Choose another folder with room to spare, and close the file where another program has it open.</source>
        <translation>请另选空间充足的文件夹，并在其他程序中关闭该文件。</translation>
    </message>
    <message>
        <source>Choose another folder, with free space.</source>
        <translation>请另选有可用空间的文件夹。</translation>
    </message>
    <message>
        <source>Compare the address with the vendor&apos;s list of endpoints.</source>
        <translation>请与厂商的终端节点列表核对地址。</translation>
    </message>
    <message>
        <source>Connect its drive or choose another folder; watching goes on as soon as it is back.</source>
        <translation>请连接所在的磁盘或选择其他文件夹；恢复后会继续监视。</translation>
    </message>
    <message>
        <source>Copy the record and paste it there.</source>
        <translation>请复制该记录，再到那里粘贴。</translation>
    </message>
    <message>
        <source>Correct `endpoint` in the settings; credentials do not belong into it.</source>
        <translation>请更正设置中的 `endpoint`；其中不应包含凭据。</translation>
    </message>
    <message>
        <source>Correct `locked` in the policy file.</source>
        <translation>请更正策略文件中的 `locked`。</translation>
    </message>
    <message>
        <source>Correct `proxy` in the settings; &quot;system&quot; takes the computer&apos;s own, &quot;none&quot; uses none.</source>
        <translation>请更正设置中的 `proxy`；&quot;system&quot; 表示用本机的代理，&quot;none&quot; 表示不用代理。</translation>
    </message>
    <message>
        <source>Correct or delete the file.</source>
        <translation>请更正或删除此文件。</translation>
    </message>
    <message>
        <source>Correct the value, or delete this line: then the default holds.</source>
        <translation>请更正该值，或删除此行以使用默认值。</translation>
    </message>
    <message>
        <source>Delete it with `permit-desktop vault drop-damaged` when you need it no more.</source>
        <translation>不再需要时，请用 `permit-desktop vault drop-damaged` 将其删除。</translation>
    </message>
    <message>
        <source>Delete this line, and store it in the keyring with `permit-desktop credentials set`.</source>
        <translation>请删除此行，并用 `permit-desktop credentials set` 存入系统钥匙串。</translation>
    </message>
    <message>
        <source>Delete this line, or ask your administrator.</source>
        <translation>请删除此行，或联系管理员。</translation>
    </message>
    <message>
        <source>Delete what is not needed from the disk before it is full.</source>
        <translation>请在磁盘写满前删除不需要的内容。</translation>
    </message>
    <message>
        <source>Delete what is not needed from the disk.</source>
        <translation>请删除磁盘上不需要的内容。</translation>
    </message>
    <message>
        <source>Did you mean `{0}`?</source>
        <translation>您是指 `{0}` 吗？</translation>
    </message>
    <message>
        <source>Enable it there, or enter the address of the region where it is.</source>
        <translation>请在该区域开通，或填写已开通区域的地址。</translation>
    </message>
    <message>
        <source>Enter another value.</source>
        <translation>请输入其他值。</translation>
    </message>
    <message>
        <source>Enter other credentials, or put things right at the service and try again in five minutes.</source>
        <translation>请输入其他凭据；或在服务端处理好后，五分钟后再试。</translation>
    </message>
    <message>
        <source>Enter the credentials again, or change `authentication` in the settings.</source>
        <translation>请重新输入凭据，或更改设置中的 `authentication`。</translation>
    </message>
    <message>
        <source>Enter the project ID in the settings; the service&apos;s console shows it, one for each region.</source>
        <translation>请在设置中填写项目 ID；服务控制台可以查到，每个区域各有一个。</translation>
    </message>
    <message>
        <source>Enter the service&apos;s address and project ID in the settings.</source>
        <translation>请在设置中填写服务地址和项目 ID。</translation>
    </message>
    <message>
        <source>Enter the service&apos;s final address in the settings.</source>
        <translation>请在设置中填写服务的最终地址。</translation>
    </message>
    <message>
        <source>Enter them again in the settings.</source>
        <translation>请在设置中重新输入。</translation>
    </message>
    <message>
        <source>Entries of the audit trail are missing before entry {0}.</source>
        <translation>审计记录第 {0} 条之前有缺失。</translation>
    </message>
    <message>
        <source>Export its records with that release, then move the data folder away and start again. Nothing was changed.</source>
        <translation>请用该版本导出记录，再移走数据文件夹并重新启动。没有任何改动。</translation>
    </message>
    <message>
        <source>Free some space. What was saved is safe, and purging and synchronising go on.</source>
        <translation>请腾出一些空间。已保存的内容是安全的，清理和同步会继续进行。</translation>
    </message>
    <message>
        <source>Give one JSON object: {&quot;ak&quot;, &quot;sk&quot;}, {&quot;account&quot;, &quot;user&quot;, &quot;password&quot;} or {&quot;token&quot;}, all of them texts.</source>
        <translation>请提供一个 JSON 对象：{&quot;ak&quot;, &quot;sk&quot;}、{&quot;account&quot;, &quot;user&quot;, &quot;password&quot;} 或 {&quot;token&quot;}，值均为文本。</translation>
    </message>
    <message>
        <source>Give one JSON object: {&quot;user&quot;, &quot;password&quot;}, both of them texts, and no colon in the user&apos;s name.</source>
        <translation>请提供一个 JSON 对象：{&quot;user&quot;, &quot;password&quot;}，值均为文本，用户名中不能有冒号。</translation>
    </message>
    <message>
        <source>Have it installed, or copy the record and paste it there.</source>
        <translation>请让管理员安装，或复制该记录后到那里粘贴。</translation>
    </message>
    <message>
        <source>Here a program cannot type into another one; under X11 it can.</source>
        <translation>此系统不允许一个程序向另一个程序键入；X11 下可以。</translation>
    </message>
    <message>
        <source>Hold the permit still, let the camera focus and take the picture again.</source>
        <translation>请保持证件不动，等摄像头对焦后重新拍摄。</translation>
    </message>
    <message>
        <source>If it does not answer, try the region CN-Hong Kong.</source>
        <translation>如果没有应答，请试用“中国-香港”区域。</translation>
    </message>
    <message>
        <source>If it is your own, enter its certificate in the settings; if not, somebody may intercept connections.</source>
        <translation>如果是自有的，请在设置中填写其证书；否则连接可能被人截取。</translation>
    </message>
    <message>
        <source>In the region {0} the service is not enabled for this account.</source>
        <translation>此账号在区域 {0} 未开通该服务。</translation>
    </message>
    <message>
        <source>Inside the secure connection to the proxy it is seen with the first request only.</source>
        <translation>与代理之间的连接是加密的，要到第一次请求时才能看到。</translation>
    </message>
    <message>
        <source>Install Permit Desktop again.</source>
        <translation>请重新安装 Permit Desktop。</translation>
    </message>
    <message>
        <source>Install the newer release; nothing was changed.</source>
        <translation>请安装更新的版本；没有任何改动。</translation>
    </message>
    <message>
        <source>Install the program again, with its specimens.</source>
        <translation>请重新安装程序（含样本）。</translation>
    </message>
    <message>
        <source>Keep a copy of the data folder, and ask who had access to it, or who put an older copy in place.</source>
        <translation>请保留数据文件夹的副本，并查明谁曾访问过，或谁放回了旧副本。</translation>
    </message>
    <message>
        <source>Keep a copy of the data folder, and ask who had access to it.</source>
        <translation>请保留数据文件夹的副本，并查明谁曾访问过。</translation>
    </message>
    <message>
        <source>Let the system set its clock by the network.</source>
        <translation>请让系统自动校准时间。</translation>
    </message>
    <message>
        <source>List the queue again: the job may have moved on.</source>
        <translation>请刷新队列：任务状态可能已变化。</translation>
    </message>
    <message>
        <source>List the queue with `queue list`.</source>
        <translation>请用 `queue list` 查看队列。</translation>
    </message>
    <message>
        <source>List the records with `records list`.</source>
        <translation>请用 `records list` 查看记录。</translation>
    </message>
    <message>
        <source>Look at what arrived there, then copy the record and paste it.</source>
        <translation>请查看那里已键入的内容，然后复制该记录并粘贴。</translation>
    </message>
    <message>
        <source>Most of the permit&apos;s print cannot be read.</source>
        <translation>证件上的大部分文字无法识别。</translation>
    </message>
    <message>
        <source>Move it so that all four edges are inside and take the picture again.</source>
        <translation>请移动证件，使四条边都在画面内，然后重新拍摄。</translation>
    </message>
    <message>
        <source>Name a video file.</source>
        <translation>请指定视频文件。</translation>
    </message>
    <message>
        <source>No proxy is used.</source>
        <translation>没有使用代理。</translation>
    </message>
    <message>
        <source>No secure connection to the service could be made.</source>
        <translation>无法与服务建立安全连接。</translation>
    </message>
    <message>
        <source>No service is set.</source>
        <translation>没有设置服务。</translation>
    </message>
    <message>
        <source>No service is set: permits are read on this computer.</source>
        <translation>未设置服务：证件在本机识别。</translation>
    </message>
    <message>
        <source>Nobody knows the proxy&apos;s name.</source>
        <translation>找不到代理的主机名。</translation>
    </message>
    <message>
        <source>Nobody knows the service&apos;s name.</source>
        <translation>找不到服务的主机名。</translation>
    </message>
    <message>
        <source>Not everything could be typed into the other program.</source>
        <translation>未能把全部内容键入另一个程序。</translation>
    </message>
    <message>
        <source>Not tested: something before it failed.</source>
        <translation>未测试：前面的步骤失败。</translation>
    </message>
    <message>
        <source>Nothing needs to be done: pictures wait until it does.</source>
        <translation>无需操作：图片会等到服务恢复。</translation>
    </message>
    <message>
        <source>Nothing needs to be done: the picture is sent again in a while.</source>
        <translation>无需操作：稍后会自动重新发送。</translation>
    </message>
    <message>
        <source>Nothing needs to be done: the picture is sent again. If it goes on, check the network.</source>
        <translation>无需操作：会自动重新发送。如果一直如此，请检查网络。</translation>
    </message>
    <message>
        <source>Nothing needs to be done: the picture is sent again. If it goes on, report it to whoever runs the service.</source>
        <translation>无需操作：会自动重新发送。如果一直如此，请反馈给服务的运营方。</translation>
    </message>
    <message>
        <source>Nothing needs to be done: the picture is sent again. If it goes on, report it with the request ID {0}.</source>
        <translation>无需操作：会自动重新发送。如果一直如此，请连同请求 ID {0} 反馈。</translation>
    </message>
    <message>
        <source>Only the administrator&apos;s policy file can set this.</source>
        <translation>此项只能由管理员的策略文件设定。</translation>
    </message>
    <message>
        <source>Only {0} GB are free on the data folder&apos;s disk.</source>
        <translation>数据文件夹所在磁盘仅剩 {0} GB。</translation>
    </message>
    <message>
        <source>Only {0} GB are free on the data folder&apos;s disk: nothing new is captured.</source>
        <translation>数据文件夹所在磁盘仅剩 {0} GB：不再拍摄新图片。</translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation>请重新打开。</translation>
    </message>
    <message>
        <source>Open it first; the window says what keeps it closed.</source>
        <translation>请先打开；窗口中会说明未能打开的原因。</translation>
    </message>
    <message>
        <source>Permit recognition is enabled and answers.</source>
        <translation>证件识别已开通，应答正常。</translation>
    </message>
    <message>
        <source>Permit recognition is not enabled for this account in this region.</source>
        <translation>此账号在该区域未开通证件识别。</translation>
    </message>
    <message>
        <source>Permit recognition is there, and takes no more pictures for the moment.</source>
        <translation>证件识别可用，但暂时不再接收图片。</translation>
    </message>
    <message>
        <source>Place one permit flat on a plain ground, bring it closer and take the picture again.</source>
        <translation>请把一张证件平放在素色台面上，移近一些，重新拍摄。</translation>
    </message>
    <message>
        <source>Place the front or back of a 往来港澳通行证 or 往来台湾通行证 under the camera.</source>
        <translation>请把往来港澳通行证或往来台湾通行证的正面或背面放在摄像头下。</translation>
    </message>
    <message>
        <source>Plain http is not protected by TLS.</source>
        <translation>未加密的 http 不受 TLS 保护。</translation>
    </message>
    <message>
        <source>Plug it in, or choose the camera in the settings.</source>
        <translation>请将其连接，或在设置中选择摄像头。</translation>
    </message>
    <message>
        <source>Plug it in: it is opened as soon as it answers.</source>
        <translation>请接好摄像头：接通后会自动打开。</translation>
    </message>
    <message>
        <source>Put the right vault.db back, if there is one; nothing was changed. To keep this one beside and begin a new vault, use `permit-desktop vault begin-anew`.</source>
        <translation>如有正确的 vault.db，请将其放回；没有任何改动。若要保留此文件并新建保险库，请用 `permit-desktop vault begin-anew`。</translation>
    </message>
    <message>
        <source>Put vault.keys back from a backup; nothing was changed. To start anew, move the data folder away.</source>
        <translation>请从备份恢复 vault.keys；没有任何改动。要重新开始，请移走数据文件夹。</translation>
    </message>
    <message>
        <source>Retry the job to have the picture read, or discard it.</source>
        <translation>请重试此任务以识别图片，或将其弃用。</translation>
    </message>
    <message>
        <source>Retry the job to try it again, or discard it.</source>
        <translation>请重试此任务，或将其弃用。</translation>
    </message>
    <message>
        <source>Save each page as a picture of its own.</source>
        <translation>请把每一页另存为单独的图片。</translation>
    </message>
    <message>
        <source>Save it in the encoding UTF-8.</source>
        <translation>请以 UTF-8 编码保存。</translation>
    </message>
    <message>
        <source>Save the picture as an ordinary JPEG or PNG.</source>
        <translation>请把图片另存为普通的 JPEG 或 PNG。</translation>
    </message>
    <message>
        <source>Save the picture with fewer pixels.</source>
        <translation>请以较少的像素另存图片。</translation>
    </message>
    <message>
        <source>Save the picture with stronger JPEG compression or fewer pixels.</source>
        <translation>请提高 JPEG 压缩率或减少像素后另存图片。</translation>
    </message>
    <message>
        <source>Scan the permit again if it is needed, then discard this job.</source>
        <translation>如有需要，请重新扫描证件，然后弃用此任务。</translation>
    </message>
    <message>
        <source>Scan the permit again if it is needed.</source>
        <translation>如有需要，请重新扫描证件。</translation>
    </message>
    <message>
        <source>See which with `permit-desktop settings show`.</source>
        <translation>用 `permit-desktop settings show` 查看是哪些。</translation>
    </message>
    <message>
        <source>Send the picture itself.</source>
        <translation>请直接发送图片。</translation>
    </message>
    <message>
        <source>Set the scanner to save pictures of one of these kinds.</source>
        <translation>请将扫描仪设置为以其中一种格式保存图片。</translation>
    </message>
    <message>
        <source>Shade the desk, or turn the lamp away from it.</source>
        <translation>请为桌面遮光，或将灯转开。</translation>
    </message>
    <message>
        <source>Sign in as the user who made the vault, or enter the recovery code with `permit-desktop vault recover`.</source>
        <translation>请用创建保险库的用户登录，或用 `permit-desktop vault recover` 输入恢复码。</translation>
    </message>
    <message>
        <source>Sign in to the network if it asks for it, and check the service&apos;s address in the settings.</source>
        <translation>如果网络要求登录，请先登录，并检查设置中的服务地址。</translation>
    </message>
    <message>
        <source>Start the program again: it keeps the damaged vault beside and begins a new one. Then check the disk.</source>
        <translation>请重新启动程序：损坏的保险库会保留在一旁，并新建一个。然后请检查磁盘。</translation>
    </message>
    <message>
        <source>Start the program again; it checks the vault. If it happens again, check the disk.</source>
        <translation>请重新启动程序，程序会检查保险库。如果再次出现，请检查磁盘。</translation>
    </message>
    <message>
        <source>Start the program at a terminal and enter it, or give it as the first line of standard input.</source>
        <translation>请从终端启动程序并输入口令，或作为标准输入的第一行提供。</translation>
    </message>
    <message>
        <source>Start the program in a desktop session with GNOME Keyring or KWallet, or enter the credentials each time.</source>
        <translation>请在装有 GNOME Keyring 或 KWallet 的桌面会话中启动程序，或每次输入凭据。</translation>
    </message>
    <message>
        <source>Store them in the keyring with `permit-desktop credentials set --proxy`, and leave only http://host:port.</source>
        <translation>请用 `permit-desktop credentials set --proxy` 存入系统钥匙串，设置中只保留 http://host:port。</translation>
    </message>
    <message>
        <source>Store them in the settings, or with `permit-desktop credentials set --proxy`.</source>
        <translation>请在设置中保存，或用 `permit-desktop credentials set --proxy` 保存。</translation>
    </message>
    <message>
        <source>Store them with `permit-desktop credentials set`.</source>
        <translation>请用 `permit-desktop credentials set` 保存。</translation>
    </message>
    <message>
        <source>Subscribe to the service in the region that the settings name, or read permits on this device.</source>
        <translation>请在设置中的区域开通该服务，或在本机识别。</translation>
    </message>
    <message>
        <source>Switch on a lamp, or turn the camera away from a window behind it.</source>
        <translation>请打开灯，或避免摄像头正对窗户。</translation>
    </message>
    <message>
        <source>Take the picture again with more pixels.</source>
        <translation>请用更高的像素重新拍摄。</translation>
    </message>
    <message>
        <source>Take the picture again, with the permit larger.</source>
        <translation>请重新拍摄，让证件更大。</translation>
    </message>
    <message>
        <source>Take the picture again: the whole permit, sharp, and without glare.</source>
        <translation>请重新拍摄：证件完整、清晰、无反光。</translation>
    </message>
    <message>
        <source>Take the picture again; if it happens with every picture, tell your administrator.</source>
        <translation>请重新拍摄；如果每张都如此，请告知管理员。</translation>
    </message>
    <message>
        <source>Take the picture again; the reader starts anew by itself.</source>
        <translation>请重新拍摄；识别程序会自行重新启动。</translation>
    </message>
    <message>
        <source>Take the project ID that the console shows for this region.</source>
        <translation>请使用控制台中该区域的项目 ID。</translation>
    </message>
    <message>
        <source>The account at the service is restricted, in arrears, or its quota is used up.</source>
        <translation>服务账号受限、欠费或配额已用完。</translation>
    </message>
    <message>
        <source>The account may not use permit recognition.</source>
        <translation>此账号无权使用证件识别。</translation>
    </message>
    <message>
        <source>The address names no region of the vendor.</source>
        <translation>地址中没有厂商的区域名。</translation>
    </message>
    <message>
        <source>The audit trail holds: {0} entries.</source>
        <translation>审计记录完整：共 {0} 条。</translation>
    </message>
    <message>
        <source>The audit trail was changed: it does not hold from entry {0} on.</source>
        <translation>审计记录被改动：从第 {0} 条起不再有效。</translation>
    </message>
    <message>
        <source>The camera does not answer.</source>
        <translation>摄像头没有响应。</translation>
    </message>
    <message>
        <source>The camera gives no more pictures.</source>
        <translation>摄像头不再提供画面。</translation>
    </message>
    <message>
        <source>The camera gives no picture.</source>
        <translation>摄像头没有画面。</translation>
    </message>
    <message>
        <source>The camera gives pictures of {0} × {1} pixels, which are small for a permit.</source>
        <translation>摄像头画面为 {0} × {1} 像素，对证件来说偏小。</translation>
    </message>
    <message>
        <source>The camera gives pictures of {0} × {1} pixels.</source>
        <translation>摄像头画面为 {0} × {1} 像素。</translation>
    </message>
    <message>
        <source>The camera is not open.</source>
        <translation>摄像头未打开。</translation>
    </message>
    <message>
        <source>The camera is used by another program, or this one may not use it.</source>
        <translation>摄像头被其他程序占用，或本程序无权使用。</translation>
    </message>
    <message>
        <source>The camera keeps giving the same picture.</source>
        <translation>摄像头一直给出同一幅画面。</translation>
    </message>
    <message>
        <source>The camera was not found.</source>
        <translation>找不到摄像头。</translation>
    </message>
    <message>
        <source>The card in this picture is not a mainland exit-entry permit that this program reads.</source>
        <translation>图片中的卡证不是本程序能识别的出入境通行证。</translation>
    </message>
    <message>
        <source>The connection breaks when it is to be secured.</source>
        <translation>建立加密连接时中断。</translation>
    </message>
    <message>
        <source>The connection is secure ({0}).</source>
        <translation>连接已加密（{0}）。</translation>
    </message>
    <message>
        <source>The data folder cannot be written.</source>
        <translation>数据文件夹无法写入。</translation>
    </message>
    <message>
        <source>The data folder is in use by {0}.</source>
        <translation>数据文件夹正被 {0} 占用。</translation>
    </message>
    <message>
        <source>The demo touches no keyring.</source>
        <translation>演示不使用系统钥匙串。</translation>
    </message>
    <message>
        <source>The diagnostics cannot be written there.</source>
        <translation>诊断信息无法写入该处。</translation>
    </message>
    <message>
        <source>The disk failed while the vault was read or written.</source>
        <translation>读写保险库时磁盘出错。</translation>
    </message>
    <message>
        <source>The disk is too full to store anything safely.</source>
        <translation>磁盘空间不足，无法安全保存。</translation>
    </message>
    <message>
        <source>The export file cannot be written.</source>
        <translation>导出文件无法写入。</translation>
    </message>
    <message>
        <source>The file cannot be opened.</source>
        <translation>无法打开该文件。</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>文件无法读取。</translation>
    </message>
    <message>
        <source>The file holds several pages.</source>
        <translation>文件含有多页。</translation>
    </message>
    <message>
        <source>The file holds something that cannot be read.</source>
        <translation>文件中有无法读取的内容。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件是空的。</translation>
    </message>
    <message>
        <source>The file is larger than any settings file.</source>
        <translation>该文件大于任何设置文件。</translation>
    </message>
    <message>
        <source>The file is larger than {0} MB.</source>
        <translation>文件大于 {0} MB。</translation>
    </message>
    <message>
        <source>The file is no TOML from this line on.</source>
        <translation>从此行起不是有效的 TOML。</translation>
    </message>
    <message>
        <source>The file is no UTF-8 text.</source>
        <translation>该文件不是 UTF-8 文本。</translation>
    </message>
    <message>
        <source>The file is not a JPEG, PNG, BMP or TIFF picture.</source>
        <translation>文件不是 JPEG、PNG、BMP 或 TIFF 图片。</translation>
    </message>
    <message>
        <source>The file of certificate authorities cannot be read.</source>
        <translation>证书颁发机构文件无法读取。</translation>
    </message>
    <message>
        <source>The file vault.keys, without which the vault cannot be opened, is missing or damaged.</source>
        <translation>打开保险库所需的 vault.keys 文件缺失或损坏。</translation>
    </message>
    <message>
        <source>The key of the vault is not in this computer&apos;s keyring.</source>
        <translation>本机的系统钥匙串中没有保险库的密钥。</translation>
    </message>
    <message>
        <source>The keyring did not keep or give back the secret.</source>
        <translation>系统钥匙串未能保存或返回密钥。</translation>
    </message>
    <message>
        <source>The keyring holds no credentials of the service.</source>
        <translation>系统钥匙串中没有服务的凭据。</translation>
    </message>
    <message>
        <source>The keyring is locked.</source>
        <translation>系统钥匙串已锁定。</translation>
    </message>
    <message>
        <source>The keyring opens and answers.</source>
        <translation>系统钥匙串可以打开并响应。</translation>
    </message>
    <message>
        <source>The passphrase has fewer than {0} characters.</source>
        <translation>口令少于 {0} 个字符。</translation>
    </message>
    <message>
        <source>The permit reaches beyond the edge of the picture.</source>
        <translation>证件超出了画面边缘。</translation>
    </message>
    <message>
        <source>The picture has a side longer than {0} pixels.</source>
        <translation>图片有一边超过 {0} 像素。</translation>
    </message>
    <message>
        <source>The picture has a side shorter than {0} pixels.</source>
        <translation>图片有一边不足 {0} 像素。</translation>
    </message>
    <message>
        <source>The picture has been purged.</source>
        <translation>图片已被清理。</translation>
    </message>
    <message>
        <source>The picture is damaged or cut short.</source>
        <translation>图片已损坏或不完整。</translation>
    </message>
    <message>
        <source>The picture is dark.</source>
        <translation>画面太暗。</translation>
    </message>
    <message>
        <source>The picture is overexposed.</source>
        <translation>画面过曝。</translation>
    </message>
    <message>
        <source>The picture is smaller than {0} pixels.</source>
        <translation>图片小于 {0} 像素。</translation>
    </message>
    <message>
        <source>The picture is too blurred to be read.</source>
        <translation>图片太模糊，无法识别。</translation>
    </message>
    <message>
        <source>The picture was lost when the vault was damaged.</source>
        <translation>保险库损坏时，此图片已丢失。</translation>
    </message>
    <message>
        <source>The picture was saved from a damaged vault, but not how far the work on it had come.</source>
        <translation>图片已从损坏的保险库中救回，但其处理进度已丢失。</translation>
    </message>
    <message>
        <source>The picture&apos;s kind of pixels is not supported.</source>
        <translation>不支持这种像素格式的图片。</translation>
    </message>
    <message>
        <source>The program was ended many times while this picture was being read.</source>
        <translation>读取此图片时，程序曾多次中断。</translation>
    </message>
    <message>
        <source>The project ID does not belong to the region {0}, or may not be used there.</source>
        <translation>项目 ID 不属于区域 {0}，或不能在该区域使用。</translation>
    </message>
    <message>
        <source>The proxy asks for a user and a password.</source>
        <translation>代理要求用户名和密码。</translation>
    </message>
    <message>
        <source>The proxy connects to the service.</source>
        <translation>代理已连接到服务。</translation>
    </message>
    <message>
        <source>The proxy does not accept the stored user and password.</source>
        <translation>代理不接受已保存的用户名和密码。</translation>
    </message>
    <message>
        <source>The proxy does not answer.</source>
        <translation>代理没有应答。</translation>
    </message>
    <message>
        <source>The proxy does not let the program through to the service.</source>
        <translation>代理不允许程序访问服务。</translation>
    </message>
    <message>
        <source>The proxy does not reach the service (its answer is {0}).</source>
        <translation>代理连接不到服务（应答为 {0}）。</translation>
    </message>
    <message>
        <source>The proxy looks up the service&apos;s name.</source>
        <translation>由代理查找服务的主机名。</translation>
    </message>
    <message>
        <source>The proxy makes the connection with the first request.</source>
        <translation>代理在第一次请求时建立连接。</translation>
    </message>
    <message>
        <source>The proxy refuses to connect to the service (its answer is {0}).</source>
        <translation>代理拒绝连接服务（应答为 {0}）。</translation>
    </message>
    <message>
        <source>The proxy takes no connections at port {0}.</source>
        <translation>代理在端口 {0} 上不接受连接。</translation>
    </message>
    <message>
        <source>The proxy {0} answers.</source>
        <translation>代理 {0} 有应答。</translation>
    </message>
    <message>
        <source>The proxy {0} lets the program through.</source>
        <translation>代理 {0} 允许程序通过。</translation>
    </message>
    <message>
        <source>The proxy {0} takes connections.</source>
        <translation>代理 {0} 接受连接。</translation>
    </message>
    <message>
        <source>The proxy&apos;s address is not of the form http://host:port.</source>
        <translation>代理地址的格式应为 http://host:port。</translation>
    </message>
    <message>
        <source>The proxy&apos;s name cannot be looked up.</source>
        <translation>无法查找代理的主机名。</translation>
    </message>
    <message>
        <source>The proxy&apos;s user and password do not belong into the settings.</source>
        <translation>代理的用户名和密码不应写在设置中。</translation>
    </message>
    <message>
        <source>The reader stopped over this picture.</source>
        <translation>识别程序在处理这张图片时中止。</translation>
    </message>
    <message>
        <source>The reading process cannot be started.</source>
        <translation>识别程序无法启动。</translation>
    </message>
    <message>
        <source>The recogniser of this computer can be used.</source>
        <translation>本机识别引擎可用。</translation>
    </message>
    <message>
        <source>The recognition model {0} is missing from this installation.</source>
        <translation>安装中缺少识别模型 {0}。</translation>
    </message>
    <message>
        <source>The region is {0}.</source>
        <translation>区域是 {0}。</translation>
    </message>
    <message>
        <source>The region {0} is not among those where recognition was ever offered.</source>
        <translation>区域 {0} 从未提供过识别服务。</translation>
    </message>
    <message>
        <source>The service accepts the credentials.</source>
        <translation>服务接受凭据。</translation>
    </message>
    <message>
        <source>The service answered without a result.</source>
        <translation>服务的应答中没有结果。</translation>
    </message>
    <message>
        <source>The service cannot be reached.</source>
        <translation>无法连接到服务。</translation>
    </message>
    <message>
        <source>The service could not fetch the picture from its address.</source>
        <translation>服务无法从图片地址取得图片。</translation>
    </message>
    <message>
        <source>The service could not prove its identity, so nothing was sent.</source>
        <translation>服务未能证明其身份，因此没有发送任何内容。</translation>
    </message>
    <message>
        <source>The service could not prove its identity.</source>
        <translation>服务未能证明其身份。</translation>
    </message>
    <message>
        <source>The service did not answer in time, or the connection broke.</source>
        <translation>服务没有及时应答，或连接中断。</translation>
    </message>
    <message>
        <source>The service did not look at the credentials.</source>
        <translation>服务没有检查凭据。</translation>
    </message>
    <message>
        <source>The service does not accept the credentials.</source>
        <translation>服务不接受这些凭据。</translation>
    </message>
    <message>
        <source>The service does not accept the sign-in any more.</source>
        <translation>服务不再接受此登录。</translation>
    </message>
    <message>
        <source>The service does not accept this picture&apos;s format or size.</source>
        <translation>服务不接受此图片的格式或大小。</translation>
    </message>
    <message>
        <source>The service does not answer at port {0}.</source>
        <translation>服务在端口 {0} 上没有应答。</translation>
    </message>
    <message>
        <source>The service does not understand the request.</source>
        <translation>服务无法理解该请求。</translation>
    </message>
    <message>
        <source>The service failed to read this picture.</source>
        <translation>服务未能识别此图片。</translation>
    </message>
    <message>
        <source>The service has locked the access key after too many wrong signatures.</source>
        <translation>签名错误次数过多，服务已锁定该访问密钥。</translation>
    </message>
    <message>
        <source>The service has trouble of its own.</source>
        <translation>服务自身出现故障。</translation>
    </message>
    <message>
        <source>The service is {0}.</source>
        <translation>服务是 {0}。</translation>
    </message>
    <message>
        <source>The service points to another address, which the program does not follow with pictures and credentials.</source>
        <translation>服务指向另一个地址；程序不会带着图片和凭据跳转过去。</translation>
    </message>
    <message>
        <source>The service refused these credentials a moment ago, so they were not sent again: too many refusals lock the key.</source>
        <translation>服务刚刚拒绝了这些凭据，因此没有再次发送：多次被拒绝会锁定密钥。</translation>
    </message>
    <message>
        <source>The service sees no permit on this picture, or cannot read it.</source>
        <translation>服务在图片中没有找到证件，或无法识别。</translation>
    </message>
    <message>
        <source>The service takes connections at port {0}.</source>
        <translation>服务在端口 {0} 上接受连接。</translation>
    </message>
    <message>
        <source>The service takes no connections at port {0}.</source>
        <translation>服务在端口 {0} 上不接受连接。</translation>
    </message>
    <message>
        <source>The service takes no more pictures for the moment.</source>
        <translation>服务暂时不再接收图片。</translation>
    </message>
    <message>
        <source>The service&apos;s address is not of the form https://host[:port][/path].</source>
        <translation>服务地址的格式应为 https://host[:port][/path]。</translation>
    </message>
    <message>
        <source>The service&apos;s address is plain http, which would send pictures and credentials unprotected.</source>
        <translation>服务地址是未加密的 http，图片和凭据将不受保护。</translation>
    </message>
    <message>
        <source>The service&apos;s answer is damaged or not in the agreed form.</source>
        <translation>服务的应答已损坏或格式不符。</translation>
    </message>
    <message>
        <source>The service&apos;s answer is larger than any answer can be.</source>
        <translation>服务的应答过大。</translation>
    </message>
    <message>
        <source>The service&apos;s certificate has expired.</source>
        <translation>服务的证书已过期。</translation>
    </message>
    <message>
        <source>The service&apos;s certificate is made out to another name.</source>
        <translation>服务的证书属于另一个名称。</translation>
    </message>
    <message>
        <source>The service&apos;s certificate is not valid yet.</source>
        <translation>服务的证书尚未生效。</translation>
    </message>
    <message>
        <source>The service&apos;s certificate was issued by an authority that this computer does not trust.</source>
        <translation>服务的证书由本机不信任的机构颁发。</translation>
    </message>
    <message>
        <source>The service&apos;s name cannot be looked up.</source>
        <translation>无法查找服务的主机名。</translation>
    </message>
    <message>
        <source>The service&apos;s name is known.</source>
        <translation>已找到服务的主机名。</translation>
    </message>
    <message>
        <source>The service&apos;s project ID is missing.</source>
        <translation>缺少服务的项目 ID。</translation>
    </message>
    <message>
        <source>The settings file cannot be written.</source>
        <translation>设置文件无法写入。</translation>
    </message>
    <message>
        <source>The settings&apos; files can be used.</source>
        <translation>设置文件可用。</translation>
    </message>
    <message>
        <source>The simulated camera has no specimens to show.</source>
        <translation>模拟摄像头没有可展示的样本。</translation>
    </message>
    <message>
        <source>The simulated camera is not open.</source>
        <translation>模拟摄像头没有打开。</translation>
    </message>
    <message>
        <source>The stored credentials are of another kind than the settings ask for.</source>
        <translation>已保存的凭据与设置要求的类型不符。</translation>
    </message>
    <message>
        <source>The usual camera is not plugged in, another one is used.</source>
        <translation>常用摄像头未连接，正在使用另一个。</translation>
    </message>
    <message>
        <source>The vault is damaged, or vault.db is another vault&apos;s: nothing of it can be read.</source>
        <translation>保险库已损坏，或 vault.db 属于另一个保险库：其中的内容全都无法读取。</translation>
    </message>
    <message>
        <source>The vault is damaged.</source>
        <translation>保险库已损坏。</translation>
    </message>
    <message>
        <source>The vault is not open.</source>
        <translation>保险库没有打开。</translation>
    </message>
    <message>
        <source>The vault is sound, but a damaged one lies beside: pictures that are purged stay readable in it.</source>
        <translation>保险库完好，但旁边留有一个损坏的保险库：已清理的图片在其中仍可读取。</translation>
    </message>
    <message>
        <source>The vault is sound.</source>
        <translation>保险库完好。</translation>
    </message>
    <message>
        <source>The vault opens with a passphrase; `permit-desktop vault check` asks for it.</source>
        <translation>保险库需用口令打开；`permit-desktop vault check` 会询问口令。</translation>
    </message>
    <message>
        <source>The vendor never listed permit recognition in the region {0}.</source>
        <translation>厂商从未在区域 {0} 列出证件识别。</translation>
    </message>
    <message>
        <source>The video file is not open.</source>
        <translation>视频文件没有打开。</translation>
    </message>
    <message>
        <source>The watched folder is not there.</source>
        <translation>监视的文件夹不存在。</translation>
    </message>
    <message>
        <source>There are: {0}.</source>
        <translation>可用的有：{0}。</translation>
    </message>
    <message>
        <source>There is enough light.</source>
        <translation>光线充足。</translation>
    </message>
    <message>
        <source>There is no file {0}.</source>
        <translation>没有文件 {0}。</translation>
    </message>
    <message>
        <source>There is no permit in this picture.</source>
        <translation>图片中没有证件。</translation>
    </message>
    <message>
        <source>There is no permit recognition at the service address of the settings.</source>
        <translation>设置中的服务地址上没有证件识别服务。</translation>
    </message>
    <message>
        <source>There is no picture from a camera.</source>
        <translation>没有摄像头画面。</translation>
    </message>
    <message>
        <source>There is no section of this name.</source>
        <translation>没有此名称的节。</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>没有这个文件。</translation>
    </message>
    <message>
        <source>There is no such job.</source>
        <translation>没有这个任务。</translation>
    </message>
    <message>
        <source>There is no such record.</source>
        <translation>没有这条记录。</translation>
    </message>
    <message>
        <source>There is no vault yet: it is made when the window opens.</source>
        <translation>尚无保险库：打开窗口时会创建。</translation>
    </message>
    <message>
        <source>These are no complete credentials of a proxy.</source>
        <translation>代理的凭据不完整。</translation>
    </message>
    <message>
        <source>These are no complete credentials.</source>
        <translation>凭据不完整。</translation>
    </message>
    <message>
        <source>This computer offers no keyring to keep secrets in.</source>
        <translation>本机没有可保存密钥的系统钥匙串。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock agrees with the service&apos;s.</source>
        <translation>本机时钟与服务一致。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {0} minutes ahead of the service&apos;s.</source>
        <translation>本机时钟比服务快 {0} 分钟。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {0} minutes behind the service&apos;s.</source>
        <translation>本机时钟比服务慢 {0} 分钟。</translation>
    </message>
    <message>
        <source>This computer&apos;s date is {0}, before this program was installed.</source>
        <translation>本机日期为 {0}，早于程序安装日期。</translation>
    </message>
    <message>
        <source>This computer&apos;s date is {0}.</source>
        <translation>本机日期为 {0}。</translation>
    </message>
    <message>
        <source>This is a folder, not a picture.</source>
        <translation>这是文件夹，不是图片。</translation>
    </message>
    <message>
        <source>This is a section, not a setting.</source>
        <translation>这是一个节，而不是设置项。</translation>
    </message>
    <message>
        <source>This is no recovery code: a character is missing or mistyped.</source>
        <translation>这不是恢复码：缺少字符或输入有误。</translation>
    </message>
    <message>
        <source>This is written as in a policy file.</source>
        <translation>这是策略文件的写法。</translation>
    </message>
    <message>
        <source>This key, passphrase or recovery code does not open the vault.</source>
        <translation>此密钥、口令或恢复码打不开保险库。</translation>
    </message>
    <message>
        <source>This service does not fetch pictures from that address.</source>
        <translation>该服务不从此地址获取图片。</translation>
    </message>
    <message>
        <source>This service does not offer permit recognition any more.</source>
        <translation>此服务已不再提供证件识别。</translation>
    </message>
    <message>
        <source>This vault opens with a passphrase.</source>
        <translation>此保险库需用口令打开。</translation>
    </message>
    <message>
        <source>Try again; send the details if it stays.</source>
        <translation>请重试；如果仍然如此，请发送详情。</translation>
    </message>
    <message>
        <source>Try it once more, then take the picture again.</source>
        <translation>请再试一次，仍不行则重新拍摄。</translation>
    </message>
    <message>
        <source>Type it again as it is printed: seven groups of four characters.</source>
        <translation>请按打印的样子重新输入：七组，每组四个字符。</translation>
    </message>
    <message>
        <source>Typing into another program needs {0}, which is not installed.</source>
        <translation>向另一个程序键入需要 {0}，但尚未安装。</translation>
    </message>
    <message>
        <source>Unlock the keyring of this computer, then try again.</source>
        <translation>请解锁本机的系统钥匙串，然后重试。</translation>
    </message>
    <message>
        <source>Use 0 for the first camera, 1 for the second.</source>
        <translation>第一个摄像头用 0，第二个用 1。</translation>
    </message>
    <message>
        <source>Use an https address.</source>
        <translation>请使用 https 地址。</translation>
    </message>
    <message>
        <source>Use one of these kinds: {0}.</source>
        <translation>请使用下列格式之一：{0}。</translation>
    </message>
    <message>
        <source>Wait five minutes without trying; if it is locked again then, enter the credentials again.</source>
        <translation>请等待五分钟，期间不要重试；若之后再次被锁定，请重新输入凭据。</translation>
    </message>
    <message>
        <source>What answers at this port does not speak TLS, or only an old version of it.</source>
        <translation>此端口上的应答方不支持 TLS，或只支持旧版本。</translation>
    </message>
    <message>
        <source>What came before was read. Copy the file again from where it was recorded.</source>
        <translation>此前的部分已读取。请从录制处重新复制该文件。</translation>
    </message>
    <message>
        <source>Without a picture nothing can be said of the light.</source>
        <translation>没有画面，无法判断光线。</translation>
    </message>
    <message>
        <source>Write `{0} =` and the value alone, without braces and `locked`.</source>
        <translation>只写 `{0} =` 和值本身，不带花括号和 `locked`。</translation>
    </message>
    <message>
        <source>Write each setting as `name = value` under its `[section]`, texts in &quot;quotes&quot;, and each name once.</source>
        <translation>请在 `[节]` 下以 `名称 = 值` 的形式书写每项设置，文字加双引号，每个名称只写一次。</translation>
    </message>
    <message>
        <source>Write in braces what `{0}` is: first its value, then whether it is locked.</source>
        <translation>请在大括号中写明 `{0}`：先写值，再写是否锁定。</translation>
    </message>
    <message>
        <source>[{0}] has no setting of this name.</source>
        <translation>[{0}] 中没有此名称的设置。</translation>
    </message>
    <message>
        <source>`locked` is neither true nor false.</source>
        <translation>`locked` 既不是 true 也不是 false。</translation>
    </message>
    <message>
        <source>`{0}` has to be {1}.</source>
        <translation>`{0}` 必须是 {1}。</translation>
    </message>
    <message>
        <source>`{0}` is set by your administrator.</source>
        <translation>`{0}` 由管理员设置。</translation>
    </message>
    <message>
        <source>{0} GB are free on the data folder&apos;s disk.</source>
        <translation>数据文件夹所在磁盘有 {0} GB 可用。</translation>
    </message>
    <message>
        <source>{0} cannot be read as a video.</source>
        <translation>{0} 无法作为视频读取。</translation>
    </message>
    <message>
        <source>{0} ends too early: a part of it is missing or damaged.</source>
        <translation>{0} 过早结束：其中一部分缺失或已损坏。</translation>
    </message>
    <message>
        <source>{0} entries of the settings&apos; files cannot be used; the defaults hold.</source>
        <translation>设置文件中有 {0} 项无法使用，已采用默认值。</translation>
    </message>
    <message>
        <source>{0} is a folder.</source>
        <translation>{0} 是文件夹。</translation>
    </message>
</context>
<context>
    <name>PlaceControl</name>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>PortraitView</name>
    <message>
        <source>Portrait</source>
        <translation>照片</translation>
    </message>
</context>
<context>
    <name>ProxyControl</name>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>None</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>指定地址</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>代理地址</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Captured</source>
        <translation>拍摄时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Next attempt</source>
        <translation>下次尝试</translation>
    </message>
    <message>
        <source>What happened, and what to do</source>
        <translation>发生了什么，如何处理</translation>
    </message>
    <message>
        <source>in {count} s</source>
        <translation>{count} 秒后</translation>
    </message>
    <message>
        <source>in {count} min</source>
        <translation>{count} 分钟后</translation>
    </message>
    <message>
        <source>in {count} h</source>
        <translation>{count} 小时后</translation>
    </message>
    <message>
        <source>in its turn</source>
        <translation>依次进行</translation>
    </message>
    <message>
        <source>sent: {count}</source>
        <translation>已发送：{count}</translation>
    </message>
    <message>
        <source>perhaps charged: {count}</source>
        <translation>可能已计费：{count}</translation>
    </message>
    <message>
        <source>record {id}</source>
        <translation>记录 {id}</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>Discard the chosen captures ({count})?</source>
        <translation>弃用所选的拍摄（{count}）？</translation>
    </message>
    <message>
        <source>They are not read any more, and their pictures go at the next purge.</source>
        <translation>它们不再识别，图片会在下次清理时删除。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>弃用</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Captures in the queue</source>
        <translation>队列中的拍摄</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Review the chosen record</source>
        <translation>核对所选的记录</translation>
    </message>
    <message>
        <source>Try the chosen captures again</source>
        <translation>重试所选的拍摄</translation>
    </message>
    <message>
        <source>Discard the chosen captures</source>
        <translation>弃用所选的拍摄</translation>
    </message>
    <message>
        <source>Show the record</source>
        <translation>显示记录</translation>
    </message>
    <message>
        <source>Nothing is sent: {reason}</source>
        <translation>已停止发送：{reason}</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>没有等待的</translation>
    </message>
    <message>
        <source>Captures wait here until they are read and reviewed, also without a network. Scan a permit (Ctrl+1), or open a picture (Ctrl+O), to begin.</source>
        <translation>拍摄后的图片会在这里等待识别和核对，没有网络也不会丢失。要开始，请扫描证件 (Ctrl+1) 或打开图片 (Ctrl+O)。</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>没有待处理的</translation>
    </message>
    <message>
        <source>A capture that does not go on by itself appears here, with what can be done about it.</source>
        <translation>无法自动继续的拍摄会显示在这里，并说明如何处理。</translation>
    </message>
    <message>
        <source>Nothing is done yet</source>
        <translation>还没有完成的</translation>
    </message>
    <message>
        <source>Captures whose record was reviewed, and discarded ones, appear here until they are purged.</source>
        <translation>已核对和已弃用的拍摄会显示在这里，直到被清理。</translation>
    </message>
</context>
<context>
    <name>QueueProgress</name>
    <message>
        <source>Progress of the queue</source>
        <translation>队列进度</translation>
    </message>
    <message>
        <source>{done} of {total} done</source>
        <translation>已完成 {done} / {total}</translation>
    </message>
    <message>
        <source>Paused: captures are stored and wait</source>
        <translation>已暂停：拍摄会保存并等待</translation>
    </message>
    <message>
        <source>Queue: {done}</source>
        <translation>队列：{done}</translation>
    </message>
</context>
<context>
    <name>QueueTools</name>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>弃用</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>{what}: {count}</source>
        <translation>{what}：{count}</translation>
    </message>
</context>
<context>
    <name>Record</name>
    <message>
        <source>Endorsement for {region}</source>
        <translation>往来{region}签注</translation>
    </message>
    <message>
        <source>expired on {day}</source>
        <translation>已于 {day} 到期</translation>
    </message>
    <message>
        <source>valid from {day} on</source>
        <translation>自 {day} 起有效</translation>
    </message>
    <message>
        <source>days left: {left}</source>
        <translation>剩余 {left} 天</translation>
    </message>
    <message>
        <source>Permit</source>
        <translation>证件</translation>
    </message>
    <message>
        <source>Read:</source>
        <translation>识别为：</translation>
    </message>
    <message>
        <source>Other reading:</source>
        <translation>另一识别：</translation>
    </message>
    <message>
        <source>Machine line:</source>
        <translation>机读码：</translation>
    </message>
</context>
<context>
    <name>RecordDetailView</name>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Fields of the record</source>
        <translation>记录的字段</translation>
    </message>
    <message>
        <source>History of the record</source>
        <translation>记录的历史</translation>
    </message>
    <message>
        <source>Close the record</source>
        <translation>关闭记录</translation>
    </message>
    <message>
        <source>Close the record (Esc)</source>
        <translation>关闭记录（Esc）</translation>
    </message>
    <message>
        <source>Copy field</source>
        <translation>复制字段</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>Review this record</source>
        <translation>核对此记录</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>{document} · record {id}</source>
        <translation>{document} · 记录 {id}</translation>
    </message>
    <message>
        <source>Findings: {count}; show the values to read them</source>
        <translation>提示：{count} 条；显示内容后可阅读</translation>
    </message>
    <message>
        <source>More findings: {count}</source>
        <translation>更多提示：{count} 条</translation>
    </message>
</context>
<context>
    <name>RecordFilters</name>
    <message>
        <source>Number, name or a date</source>
        <translation>号码、姓名或日期</translation>
    </message>
    <message>
        <source>Search in the records</source>
        <translation>在记录中搜索</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Any day</source>
        <translation>任何日期</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>Between …</source>
        <translation>期间…</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Any document</source>
        <translation>任何证件</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>证件</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>任何状态</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>已到期</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>已更正</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear search and filters</source>
        <translation>清除搜索和筛选</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
</context>
<context>
    <name>RecordState</name>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Provisional</source>
        <translation>暂定</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>待核对</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已核对</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>已弃用</translation>
    </message>
</context>
<context>
    <name>RecordTools</name>
    <message>
        <source>Review the chosen record</source>
        <translation>核对所选的记录</translation>
    </message>
    <message>
        <source>Copy the chosen records</source>
        <translation>复制所选记录</translation>
    </message>
    <message>
        <source>Type the chosen record into another program</source>
        <translation>把所选记录键入另一个程序</translation>
    </message>
    <message>
        <source>Export the records in the list</source>
        <translation>导出列表中的记录</translation>
    </message>
    <message>
        <source>Values are masked; shown, they are masked again after half a minute</source>
        <translation>内容已遮盖；显示后半分钟会再次遮盖</translation>
    </message>
    <message>
        <source>Types it as a keyboard would, where you click next (Ctrl+K)</source>
        <translation>像键盘一样，键入到您接下来点击的位置 (Ctrl+K)</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Table of texts (CSV)</source>
        <translation>文本表格（CSV）</translation>
    </message>
    <message>
        <source>Workbook with portraits (Excel)</source>
        <translation>带照片的工作簿（Excel）</translation>
    </message>
    <message>
        <source>For programs (JSON)</source>
        <translation>供程序使用（JSON）</translation>
    </message>
    <message>
        <source>Hide values</source>
        <translation>隐藏内容</translation>
    </message>
    <message>
        <source>Show values</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Type …</source>
        <translation>键入…</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>核对</translation>
    </message>
</context>
<context>
    <name>RecordView</name>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>正在识别…</translation>
    </message>
    <message>
        <source>The permit&apos;s fields appear here</source>
        <translation>证件内容将显示在这里</translation>
    </message>
    <message>
        <source>Place a permit under the camera, or open a picture of one. Each field shows its value, its ink on the card and how sure the reading is.</source>
        <translation>请把证件放在摄像头下，或打开证件图片。每一项都会显示识别结果、证件上的原样和可信程度。</translation>
    </message>
    <message>
        <source>The back was not read yet</source>
        <translation>背面尚未识别</translation>
    </message>
    <message>
        <source>Turn the permit over.</source>
        <translation>请翻转证件。</translation>
    </message>
    <message>
        <source>The front was not read yet</source>
        <translation>正面尚未识别</translation>
    </message>
    <message>
        <source>Show the permit&apos;s front.</source>
        <translation>请出示证件正面。</translation>
    </message>
</context>
<context>
    <name>Records</name>
    <message>
        <source>Scanned</source>
        <translation>扫描时间</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>出生</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>证件</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>expired on {day}</source>
        <translation>已于 {day} 到期</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>已更正</translation>
    </message>
</context>
<context>
    <name>RecordsFlow</name>
    <message>
        <source>This record is not there any more.</source>
        <translation>这条记录已不存在。</translation>
    </message>
    <message>
        <source>It was purged, or its picture turned out to be the other side of another record.</source>
        <translation>它已被清除，或其图片是另一条记录的另一面。</translation>
    </message>
    <message>
        <source>Nothing was copied: {most} records at most at a time. Export the list instead (Ctrl+E)</source>
        <translation>没有复制：一次最多 {most} 条记录。请改为导出列表（Ctrl+E）</translation>
    </message>
    <message>
        <source>Nothing was copied: nothing has been read yet</source>
        <translation>没有复制：尚未识别任何内容</translation>
    </message>
    <message>
        <source>Copied; the clipboard is cleared in a minute</source>
        <translation>已复制；剪贴板将在一分钟后清空</translation>
    </message>
    <message>
        <source>{copied}. Not there any more: {missing}</source>
        <translation>{copied}。已不存在：{missing}</translation>
    </message>
    <message>
        <source>Nothing can be typed: nothing has been read yet</source>
        <translation>无法键入：尚未识别任何内容</translation>
    </message>
    <message>
        <source>Typed into the other program; look at what arrived there</source>
        <translation>已键入另一个程序；请查看那里的内容</translation>
    </message>
</context>
<context>
    <name>RecordsPage</name>
    <message>
        <source>{count} records exported to {name}</source>
        <translation>已将 {count} 条记录导出到 {name}</translation>
    </message>
    <message>
        <source>The file is not encrypted. Delete it when it has served its purpose.</source>
        <translation>该文件未加密。用完后请删除。</translation>
    </message>
    <message>
        <source>Left out, as discarded or not read yet: {count}.</source>
        <translation>未导出（已弃用或尚未识别）：{count}。</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Show the record in full; in it, copy the field</source>
        <translation>显示完整记录；在其中复制字段</translation>
    </message>
    <message>
        <source>Review the chosen record</source>
        <translation>核对所选的记录</translation>
    </message>
    <message>
        <source>Close the record</source>
        <translation>关闭记录</translation>
    </message>
    <message>
        <source>Show the values, or mask them</source>
        <translation>显示或遮盖内容</translation>
    </message>
    <message>
        <source>Copy the chosen records or the field, for a minute</source>
        <translation>复制所选记录或字段，保留一分钟</translation>
    </message>
    <message>
        <source>Type the chosen record into another program</source>
        <translation>把所选记录键入另一个程序</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Records: {count}</source>
        <translation>记录：{count}</translation>
    </message>
    <message>
        <source>Records: the newest {count}</source>
        <translation>记录：最新 {count} 条</translation>
    </message>
    <message>
        <source>No records yet</source>
        <translation>还没有记录</translation>
    </message>
    <message>
        <source>What is read of each permit is kept here. Scan a permit (Ctrl+1) to begin.</source>
        <translation>每张证件的识别结果保存在这里。请先扫描证件 (Ctrl+1)。</translation>
    </message>
    <message>
        <source>No record is like this</source>
        <translation>没有符合的记录</translation>
    </message>
    <message>
        <source>Change the search or the filters, or clear them.</source>
        <translation>请更改或清除搜索和筛选。</translation>
    </message>
</context>
<context>
    <name>Region</name>
    <message>
        <source>Hong Kong</source>
        <translation>香港</translation>
    </message>
    <message>
        <source>Macao</source>
        <translation>澳门</translation>
    </message>
    <message>
        <source>Taiwan</source>
        <translation>台湾</translation>
    </message>
</context>
<context>
    <name>ReviewBar</name>
    <message>
        <source>Accepted, but not kept: scan it again later</source>
        <translation>已确认，但未保留：请稍后重新扫描</translation>
    </message>
    <message>
        <source>Accepted, but not stored: this is the demo</source>
        <translation>已确认，但未保存：这是演示</translation>
    </message>
    <message>
        <source>Accepted: lay on the next permit</source>
        <translation>已确认：请放下一张证件</translation>
    </message>
    <message>
        <source>To check: {count}</source>
        <translation>待核对：{count} 项</translation>
    </message>
    <message>
        <source>Nothing left to check</source>
        <translation>没有需要核对的内容</translation>
    </message>
    <message>
        <source>Enter confirms, typing corrects</source>
        <translation>Enter 确认，直接输入即可更正</translation>
    </message>
    <message>
        <source>Provisional: a service has still to read this permit. Accepting keeps what stands here; if the service reads it otherwise, the record comes back to you.</source>
        <translation>暂定结果：服务尚未识别此证件。现在确认会保留当前内容；如果服务的识别结果不同，记录会再次请您核对。</translation>
    </message>
    <message>
        <source>The front is missing</source>
        <translation>缺少正面</translation>
    </message>
    <message>
        <source>The back is missing</source>
        <translation>缺少背面</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>确认无误</translation>
    </message>
    <message>
        <source>Accept one side</source>
        <translation>只收这一面</translation>
    </message>
</context>
<context>
    <name>ReviewFlow</name>
    <message>
        <source>Its pictures are deleted: only the stored values are here to review</source>
        <translation>图片已删除：只能按已保存的内容核对</translation>
    </message>
    <message>
        <source>Not all of its pictures are here to look at</source>
        <translation>部分图片无法查看</translation>
    </message>
    <message>
        <source>Record {id} is under review, as it is stored</source>
        <translation>正在核对已保存的记录 {id}</translation>
    </message>
    <message>
        <source>A permit that is laid down now begins a record of its own, and this one stays to review. Ctrl+T and Ctrl+R scan this permit itself again.</source>
        <translation>现在放下的证件会另建一条记录，这一条仍为待核对。要重新扫描这张证件本身，请按 Ctrl+T 或 Ctrl+R。</translation>
    </message>
    <message>
        <source>The permit before was not accepted; it waits for review. To review: {count}</source>
        <translation>上一张证件尚未确认，等待核对。待核对：{count}</translation>
    </message>
    <message>
        <source>It is stored, and can be reviewed at any time: here, in the queue or in the records.</source>
        <translation>它已保存，可随时核对：在此处、队列页或记录页。</translation>
    </message>
    <message>
        <source>Review it</source>
        <translation>核对它</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>To the queue</source>
        <translation>转到队列</translation>
    </message>
    <message>
        <source>Nothing is left to review</source>
        <translation>没有待核对的记录了</translation>
    </message>
    <message>
        <source>The record is reviewed. Left to review: {count}</source>
        <translation>记录已核对。剩余待核对：{count}</translation>
    </message>
    <message>
        <source>Review the next</source>
        <translation>核对下一条</translation>
    </message>
    <message>
        <source>There is nothing to review in this record yet.</source>
        <translation>此记录还没有可核对的内容。</translation>
    </message>
    <message>
        <source>It waits until it is read; the queue says how it stands.</source>
        <translation>识别之后才能核对；队列页显示其状态。</translation>
    </message>
</context>
<context>
    <name>SavedLine</name>
    <message>
        <source>Saving …</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Saved and reviewed</source>
        <translation>已保存并已核对</translation>
    </message>
    <message>
        <source>Saved · the service has still to answer</source>
        <translation>已保存 · 等待服务识别</translation>
    </message>
    <message>
        <source>Not stored</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Not kept: too many pictures wait for the vault. Scan it again later.</source>
        <translation>未保留：等待存入保险库的图片过多。请稍后重新扫描。</translation>
    </message>
    <message>
        <source>Demo: nothing is stored</source>
        <translation>演示：不保存任何内容</translation>
    </message>
</context>
<context>
    <name>ScanFlow</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>On this machine · ready</source>
        <translation>本机识别 · 就绪</translation>
    </message>
    <message>
        <source>This is the permit&apos;s front again.</source>
        <translation>这还是证件正面。</translation>
    </message>
    <message>
        <source>Turn it over and show its back.</source>
        <translation>请翻面，出示背面。</translation>
    </message>
    <message>
        <source>This is the permit&apos;s back again.</source>
        <translation>这还是证件背面。</translation>
    </message>
    <message>
        <source>Turn it over and show its front.</source>
        <translation>请翻面，出示正面。</translation>
    </message>
    <message>
        <source>This is another permit; the one that was begun stays as it is.</source>
        <translation>这是另一张证件；已开始的那张保持原样。</translation>
    </message>
    <message>
        <source>Show the other side of the first, or begin with this one.</source>
        <translation>请出示第一张证件的另一面，或从这一张重新开始。</translation>
    </message>
    <message>
        <source>This side is of the other document.</source>
        <translation>这一面属于另一种证件。</translation>
    </message>
    <message>
        <source>Show the other side of the permit that was begun.</source>
        <translation>请出示正在扫描的那张证件的另一面。</translation>
    </message>
    <message>
        <source>It is not clear which side this is.</source>
        <translation>无法判断这是哪一面。</translation>
    </message>
    <message>
        <source>Show the side again.</source>
        <translation>请重新出示这一面。</translation>
    </message>
    <message>
        <source>The reader cannot be used</source>
        <translation>识别程序无法使用</translation>
    </message>
</context>
<context>
    <name>ScanPage</name>
    <message>
        <source>Scan</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Take a still now</source>
        <translation>立即拍摄</translation>
    </message>
    <message>
        <source>The same while a value is typed, and for a pedal</source>
        <translation>同上，输入时也有效，可接脚踏开关</translation>
    </message>
    <message>
        <source>Scan the permit&apos;s other side</source>
        <translation>扫描证件的另一面</translation>
    </message>
    <message>
        <source>Scan the side in view again</source>
        <translation>重新扫描当前这一面</translation>
    </message>
    <message>
        <source>Copy what is marked in a value, for a minute</source>
        <translation>复制字段中选中的内容，保留一分钟</translation>
    </message>
    <message>
        <source>Read a picture from the clipboard</source>
        <translation>读取剪贴板中的图片</translation>
    </message>
    <message>
        <source>Confirm, and go to the next doubtful field; accept when none is left</source>
        <translation>确认并转到下一个待核对项；没有待核对项时确认整条记录</translation>
    </message>
    <message>
        <source>Accept the record as it stands</source>
        <translation>按当前内容确认整条记录</translation>
    </message>
    <message>
        <source>Take the last step back; leave the field</source>
        <translation>撤销上一步；离开该项</translation>
    </message>
    <message>
        <source>Go from field to field</source>
        <translation>在各项之间移动</translation>
    </message>
    <message>
        <source>Review the record that waits longest</source>
        <translation>核对等待最久的记录</translation>
    </message>
    <message>
        <source>No picture from a camera</source>
        <translation>没有摄像头画面</translation>
    </message>
    <message>
        <source>The camera&apos;s picture appears here as soon as there is one.</source>
        <translation>有画面后会显示在这里。</translation>
    </message>
    <message>
        <source>Preparing the picture …</source>
        <translation>正在准备画面…</translation>
    </message>
    <message>
        <source>This may take some seconds.</source>
        <translation>可能需要几秒钟。</translation>
    </message>
    <message>
        <source>The camera is slow to open …</source>
        <translation>摄像头打开较慢…</translation>
    </message>
    <message>
        <source>It goes on by itself as soon as the camera answers.</source>
        <translation>摄像头响应后自动继续。</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>拍摄</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Turn over</source>
        <translation>翻面</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>重拍</translation>
    </message>
</context>
<context>
    <name>SecretForm</name>
    <message>
        <source>{what}: delete what is stored?</source>
        <translation>{what}：要删除已保存的内容吗？</translation>
    </message>
    <message>
        <source>It is not shown anywhere, and has to be entered again.</source>
        <translation>它不会显示在任何地方，之后需要重新输入。</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>{what}: …</source>
        <translation>{what}：…</translation>
    </message>
    <message>
        <source>{what}: stored in the keyring</source>
        <translation>{what}：已存入系统钥匙串</translation>
    </message>
    <message>
        <source>{what}: entered, until the window is closed</source>
        <translation>{what}：已输入，关闭窗口前有效</translation>
    </message>
    <message>
        <source>{what}: none stored</source>
        <translation>{what}：未保存</translation>
    </message>
    <message>
        <source>Replace …</source>
        <translation>更换…</translation>
    </message>
    <message>
        <source>Enter …</source>
        <translation>输入…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Kept in the keyring of this computer, or without one in memory until the window is closed.</source>
        <translation>保存在本机的系统钥匙串中；没有钥匙串时仅留在内存中，直到窗口关闭。</translation>
    </message>
    <message>
        <source>The keyring of this computer could not keep it, so it has to be entered again next time.</source>
        <translation>本机的系统钥匙串无法保存，下次需要重新输入。</translation>
    </message>
    <message>
        <source>Access key (AK)</source>
        <translation>访问密钥 (AK)</translation>
    </message>
    <message>
        <source>Secret key (SK)</source>
        <translation>私有密钥 (SK)</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
</context>
<context>
    <name>ServiceAddressControl</name>
    <message>
        <source>A service of your own</source>
        <translation>自有服务</translation>
    </message>
    <message>
        <source>Region of the vendor</source>
        <translation>云厂商区域</translation>
    </message>
</context>
<context>
    <name>ServiceWords</name>
    <message>
        <source>The service says: &quot;{words}&quot;.</source>
        <translation>服务的说明：“{words}”。</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>On this machine · loading the reader …</source>
        <translation>本机识别 · 正在加载…</translation>
    </message>
</context>
<context>
    <name>Setting</name>
    <message>
        <source>Recogniser</source>
        <translation>识别引擎</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>拍摄</translation>
    </message>
    <message>
        <source>What is kept</source>
        <translation>保存期限</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>工作台</translation>
    </message>
    <message>
        <source>Check-up</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>New captures are read</source>
        <translation>新拍摄的图片由谁识别</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Project ID</source>
        <translation>项目 ID</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>登录方式</translation>
    </message>
    <message>
        <source>Sign-in address</source>
        <translation>登录地址</translation>
    </message>
    <message>
        <source>Enterprise project ID</source>
        <translation>企业项目 ID</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>证书颁发机构</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Plain http to other computers</source>
        <translation>对其他计算机使用未加密的 http</translation>
    </message>
    <message>
        <source>Turn the picture</source>
        <translation>旋转画面</translation>
    </message>
    <message>
        <source>Mirrored picture</source>
        <translation>镜像画面</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Lock the focus</source>
        <translation>锁定对焦</translation>
    </message>
    <message>
        <source>Lock the exposure</source>
        <translation>锁定曝光</translation>
    </message>
    <message>
        <source>Take pictures by itself</source>
        <translation>自动拍摄</translation>
    </message>
    <message>
        <source>Strictness</source>
        <translation>严格程度</translation>
    </message>
    <message>
        <source>Sides of a permit</source>
        <translation>证件面数</translation>
    </message>
    <message>
        <source>Watched folder</source>
        <translation>监视的文件夹</translation>
    </message>
    <message>
        <source>Pictures after review</source>
        <translation>核对后的图片</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>提示音</translation>
    </message>
    <message>
        <source>Lock the window after</source>
        <translation>自动锁定窗口</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Copied record</source>
        <translation>复制的记录</translation>
    </message>
    <message>
        <source>Who reviews</source>
        <translation>核对人</translation>
    </message>
    <message>
        <source>Permits are read on this computer first in either case.</source>
        <translation>无论哪种方式，都会先在本机识别。</translation>
    </message>
    <message>
        <source>Host, and where needed port and path.</source>
        <translation>主机名，必要时加端口和路径。</translation>
    </message>
    <message>
        <source>Where the password gets its token, if not at the service itself.</source>
        <translation>用密码换取令牌的地址；就是服务地址时留空。</translation>
    </message>
    <message>
        <source>A PEM file, trusted besides the certificates of the system.</source>
        <translation>PEM 文件，在系统证书之外额外信任。</translation>
    </message>
    <message>
        <source>The camera gives a mirrored picture: turn it back.</source>
        <translation>摄像头给出的是镜像画面，将其翻转回来。</translation>
    </message>
    <message>
        <source>Once it is sharp. Not every camera can: watch the picture.</source>
        <translation>画面清晰后锁定。并非所有摄像头都支持，请留意画面。</translation>
    </message>
    <message>
        <source>Once it is right. Not every camera can: watch the picture.</source>
        <translation>曝光合适后锁定。并非所有摄像头都支持，请留意画面。</translation>
    </message>
    <message>
        <source>As soon as the picture is good; otherwise Space takes it.</source>
        <translation>画面合格时立即拍摄；否则按空格键拍摄。</translation>
    </message>
    <message>
        <source>How good a picture must be before it is taken.</source>
        <translation>画面达到什么质量才拍摄。</translation>
    </message>
    <message>
        <source>New JPEG, PNG, BMP and TIFF pictures in it are read, as from a scanner.</source>
        <translation>其中新的 JPEG、PNG、BMP 和 TIFF 图片会被识别，例如来自扫描仪的图片。</translation>
    </message>
    <message>
        <source>They are shredded then.</source>
        <translation>到期后销毁。</translation>
    </message>
    <message>
        <source>They are deleted so long after they changed last.</source>
        <translation>自最后一次更改起，到期后删除。</translation>
    </message>
    <message>
        <source>Without a key or a movement; what is on the screen is hidden then.</source>
        <translation>无按键且鼠标未移动时计时；锁定后隐藏屏幕内容。</translation>
    </message>
    <message>
        <source>From which confidence on a value is high or medium.</source>
        <translation>置信度达到多少算高或中。</translation>
    </message>
    <message>
        <source>Names of fields in braces; \t is a tab, \n a new line.</source>
        <translation>大括号中为字段名；\t 为制表符，\n 为换行。</translation>
    </message>
    <message>
        <source>Stands in the history of the records.</source>
        <translation>会写入记录的历史。</translation>
    </message>
    <message>
        <source>Who pays, for accounts that split their bill.</source>
        <translation>账单分摊时由哪个项目付费。</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>在本机识别</translation>
    </message>
    <message>
        <source>By the service</source>
        <translation>由服务识别</translation>
    </message>
    <message>
        <source>Access key</source>
        <translation>访问密钥</translation>
    </message>
    <message>
        <source>Account and password</source>
        <translation>账号和密码</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Not turned</source>
        <translation>不旋转</translation>
    </message>
    <message>
        <source>90° to the right</source>
        <translation>向右 90°</translation>
    </message>
    <message>
        <source>Upside down</source>
        <translation>180°</translation>
    </message>
    <message>
        <source>90° to the left</source>
        <translation>向左 90°</translation>
    </message>
    <message>
        <source>Relaxed</source>
        <translation>宽松</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>Strict</source>
        <translation>严格</translation>
    </message>
    <message>
        <source>Front only</source>
        <translation>仅正面</translation>
    </message>
    <message>
        <source>Front and back</source>
        <translation>正面和背面</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source> hours</source>
        <translation> 小时</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>立即</translation>
    </message>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source> minutes</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>An address of the form https://host[:port][/path], without user and password.</source>
        <translation>请输入 https://主机[:端口][/路径] 形式的地址，不含用户名和密码。</translation>
    </message>
    <message>
        <source>An address of the form http://host:port, without user and password.</source>
        <translation>请输入 http://主机:端口 形式的地址，不含用户名和密码。</translation>
    </message>
    <message>
        <source>A full path, from the root of the disk on.</source>
        <translation>请输入从磁盘根目录开始的完整路径。</translation>
    </message>
    <message>
        <source>Only names of fields in braces, such as {number} and {name}.</source>
        <translation>大括号中只能是字段名，例如 {number} 和 {name}。</translation>
    </message>
    <message>
        <source>A text on one line that is not too long.</source>
        <translation>请输入一行且不太长的文字。</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Set by your administrator.</source>
        <translation>由管理员设定。</translation>
    </message>
</context>
<context>
    <name>SettingsFlow</name>
    <message>
        <source>{file}: </source>
        <translation>{file}：</translation>
    </message>
    <message>
        <source>{file}, line {line}: </source>
        <translation>{file} 第 {line} 行：</translation>
    </message>
    <message>
        <source> And {count} more.</source>
        <translation>另有 {count} 处。</translation>
    </message>
    <message>
        <source>The setting holds until the window is closed.</source>
        <translation>该设置在窗口关闭前有效。</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Credentials</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>User and password of the proxy</source>
        <translation>代理的用户名和密码</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>测试连接</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>立即检查</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Choose another value, where there are a few</source>
        <translation>在几个可选值之间选择</translation>
    </message>
    <message>
        <source>Put credentials away that are being entered</source>
        <translation>关闭正在输入的凭据</translation>
    </message>
    <message>
        <source>Save diagnostics …</source>
        <translation>保存诊断信息…</translation>
    </message>
    <message>
        <source>Save diagnostics for support</source>
        <translation>为技术支持保存诊断信息</translation>
    </message>
</context>
<context>
    <name>ShortcutList</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>About …</source>
        <translation>关于…</translation>
    </message>
    <message>
        <source>About Permit Desktop</source>
        <translation>关于 Permit Desktop</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>试用演示</translation>
    </message>
</context>
<context>
    <name>SideButtons</name>
    <message>
        <source>Reading …</source>
        <translation>正在识别…</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>正面</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>背面</translation>
    </message>
    <message>
        <source>{side}, read</source>
        <translation>{side}，已识别</translation>
    </message>
    <message>
        <source>{side}, not read yet</source>
        <translation>{side}，尚未识别</translation>
    </message>
</context>
<context>
    <name>Source</name>
    <message>
        <source>this machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>person</source>
        <translation>人工</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已确认</translation>
    </message>
</context>
<context>
    <name>StoringFlow</name>
    <message>
        <source>This permit was scanned a moment ago</source>
        <translation>此证件刚刚扫描过</translation>
    </message>
    <message>
        <source>This permit was scanned {count} minutes ago</source>
        <translation>此证件 {count} 分钟前扫描过</translation>
    </message>
    <message>
        <source>This permit was scanned {count} hours ago</source>
        <translation>此证件 {count} 小时前扫描过</translation>
    </message>
    <message>
        <source>This permit was scanned {count} days ago</source>
        <translation>此证件 {count} 天前扫描过</translation>
    </message>
</context>
<context>
    <name>SyncFlow</name>
    <message>
        <source>Stopped: {reason}</source>
        <translation>已停止：{reason}</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>The service is busy</source>
        <translation>服务繁忙</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>waiting: {count}</source>
        <translation>等待：{count}</translation>
    </message>
    <message>
        <source>needs you: {count}</source>
        <translation>待处理：{count}</translation>
    </message>
    <message>
        <source>Nothing is sent: {reason}</source>
        <translation>已停止发送：{reason}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The service is not reached. Pictures that wait for it: {count}</source>
        <translation>连接不到服务。等待发送的图片：{count} 张</translation>
    </message>
    <message>
        <source>Go on scanning: everything is stored, and sent when the network is back.</source>
        <translation>可以继续扫描：所有内容都会保存，网络恢复后发送。</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即尝试</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>All rows</source>
        <translation>所有行</translation>
    </message>
</context>
<context>
    <name>ThresholdControl</name>
    <message>
        <source>High from</source>
        <translation>高，自</translation>
    </message>
    <message>
        <source>Medium from</source>
        <translation>中，自</translation>
    </message>
    <message>
        <source>Thresholds of its own for a field</source>
        <translation>某个字段单独的阈值</translation>
    </message>
    <message>
        <source>Of its own for …</source>
        <translation>单独设置…</translation>
    </message>
    <message>
        <source>Every field</source>
        <translation>所有字段</translation>
    </message>
    <message>
        <source>{field}: high from</source>
        <translation>{field}：高，自</translation>
    </message>
    <message>
        <source>{field}: medium from</source>
        <translation>{field}：中，自</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>{field}: remove</source>
        <translation>{field}：移除</translation>
    </message>
    <message>
        <source>{region}: {field}</source>
        <translation>{region}：{field}</translation>
    </message>
</context>
<context>
    <name>TypingFlow</name>
    <message>
        <source>Go to the other program and click into its first field.</source>
        <translation>请切换到另一个程序，并点击其第一个输入框。</translation>
    </message>
    <message>
        <source>Three seconds later the record is typed there; come back to this window to stop it.</source>
        <translation>三秒后，记录会键入到那里；回到本窗口即可中止。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Typing was stopped, because this window came to the front.</source>
        <translation>键入已中止，因为本窗口回到了前面。</translation>
    </message>
    <message>
        <source>Typing was stopped, because another window came to the front.</source>
        <translation>输入已停止，因为另一个窗口来到了前台。</translation>
    </message>
    <message>
        <source>Look at what arrived in the other program.</source>
        <translation>请查看另一个程序中已键入的内容。</translation>
    </message>
</context>
<context>
    <name>VaultFlow</name>
    <message>
        <source>Sign in as the user who made the vault, or enter the recovery code.</source>
        <translation>请用创建保险库的用户登录，或输入恢复码。</translation>
    </message>
    <message>
        <source>Enter the recovery code.</source>
        <translation>请输入恢复码。</translation>
    </message>
    <message>
        <source>Close the other one, then try again.</source>
        <translation>请关闭另一个，然后重试。</translation>
    </message>
    <message>
        <source>Try again: the damaged vault is kept beside, and a new one begun.</source>
        <translation>请重试：损坏的保险库会保留在一旁，并新建一个。</translation>
    </message>
    <message>
        <source>Try again: the vault is checked then. If it stays, check the disk.</source>
        <translation>请重试：届时会检查保险库。如果仍然如此，请检查磁盘。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Put the right vault.db back, if there is one. Nothing was changed.</source>
        <translation>如有正确的 vault.db，请将其放回。没有任何改动。</translation>
    </message>
    <message>
        <source>As long as it is closed, permits are read, but nothing is stored.</source>
        <translation>在此期间可以识别证件，但不会保存任何内容。</translation>
    </message>
    <message>
        <source>Start the program in a session with a keyring, or enter the recovery code.</source>
        <translation>请在有系统钥匙串的会话中启动程序，或输入恢复码。</translation>
    </message>
    <message>
        <source>Start the program in a session with a keyring, or protect the vault by a passphrase.</source>
        <translation>请在有系统钥匙串的会话中启动程序，或用口令保护保险库。</translation>
    </message>
    <message>
        <source>Enter passphrase …</source>
        <translation>输入口令…</translation>
    </message>
    <message>
        <source>Protect by a passphrase …</source>
        <translation>用口令保护…</translation>
    </message>
    <message>
        <source>Begin a new vault …</source>
        <translation>新建保险库…</translation>
    </message>
    <message>
        <source>Recovery code …</source>
        <translation>恢复码…</translation>
    </message>
    <message>
        <source>The vault was damaged. {stills} pictures were carried over into a new one.</source>
        <translation>保险库曾损坏。已把 {stills} 张图片转入新的保险库。</translation>
    </message>
    <message>
        <source>{lost} entries could not be read. The damaged one is kept as {name}. Check the disk.</source>
        <translation>有 {lost} 项无法读取。损坏的保险库保留为 {name}。请检查磁盘。</translation>
    </message>
    <message>
        <source>A damaged vault is kept beside: pictures that are purged stay readable in it.</source>
        <translation>旁边留有一个损坏的保险库：已清理的图片在其中仍可读取。</translation>
    </message>
    <message>
        <source>Delete it when you need it no more.</source>
        <translation>不再需要时请将其删除。</translation>
    </message>
    <message>
        <source>Delete it …</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Delete the damaged vault?</source>
        <translation>删除损坏的保险库？</translation>
    </message>
    <message>
        <source>What could not be carried over of it is lost for good.</source>
        <translation>其中未能转移的内容将永久丢失。</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Begin a new vault?</source>
        <translation>新建保险库？</translation>
    </message>
    <message>
        <source>The one that cannot be read is kept beside.</source>
        <translation>无法读取的保险库会保留在旁边。</translation>
    </message>
    <message>
        <source>Begin a new one</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>End the shift?</source>
        <translation>要交班吗？</translation>
    </message>
    <message>
        <source>The pictures of all reviewed permits are shredded now, and records whose time is up are deleted. This cannot be taken back.</source>
        <translation>所有已核对证件的图片将立即销毁，保存期已满的记录也将删除，无法恢复。</translation>
    </message>
    <message>
        <source>Shred them</source>
        <translation>销毁</translation>
    </message>
    <message>
        <source>Nothing was purged: the clock is far ahead of the last purge.</source>
        <translation>未清理任何内容：时钟比上次清理时超前很多。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date and time. If they are right, the next purge goes on.</source>
        <translation>请检查本机的日期和时间。如果正确，下次清理会照常进行。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The pictures of reviewed permits are being shredded: {count} are gone.</source>
        <translation>正在销毁已核对证件的图片：已销毁 {count} 张。</translation>
    </message>
    <message>
        <source>Go on scanning meanwhile.</source>
        <translation>其间可以继续扫描。</translation>
    </message>
    <message>
        <source>The shift is ended. Pictures shredded: {stills}, records deleted: {records}.</source>
        <translation>已交班。销毁图片：{stills}，删除记录：{records}。</translation>
    </message>
    <message>
        <source>What waits for the service or for you is kept.</source>
        <translation>等待服务或等待您处理的内容会保留。</translation>
    </message>
</context>
<context>
    <name>VaultPanel</name>
    <message>
        <source>Enter the passphrase of the vault</source>
        <translation>请输入保险库的口令</translation>
    </message>
    <message>
        <source>Choose a passphrase for the vault</source>
        <translation>请为保险库设置口令</translation>
    </message>
    <message>
        <source>Twelve characters or more, for instance four words that have nothing to do with each other.</source>
        <translation>至少 12 个字符，例如四个互不相关的词。</translation>
    </message>
    <message>
        <source>Enter the recovery code</source>
        <translation>请输入恢复码</translation>
    </message>
    <message>
        <source>Seven groups of four characters, as they were shown when the vault was made.</source>
        <translation>七组，每组四个字符，即创建保险库时显示的内容。</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>新口令</translation>
    </message>
    <message>
        <source>New passphrase, once more</source>
        <translation>再次输入新口令</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Nobody confirmed that the recovery code was written down. This is a new one; earlier codes are void.</source>
        <translation>尚无人确认已抄下恢复码。这是新的恢复码，之前的已作废。</translation>
    </message>
    <message>
        <source>A new vault was made. This is its recovery code; it is not shown again.</source>
        <translation>已新建保险库。这是它的恢复码，只显示这一次。</translation>
    </message>
    <message>
        <source>It opens the vault when this computer&apos;s keyring is lost. Write it down, and keep it apart from this computer.</source>
        <translation>系统钥匙串丢失时可用它打开保险库。请抄写下来，不要与本机放在一起。</translation>
    </message>
    <message>
        <source>It is written down</source>
        <translation>我已抄好</translation>
    </message>
    <message>
        <source>Save as a text …</source>
        <translation>另存为文本…</translation>
    </message>
    <message>
        <source>Copy for a minute</source>
        <translation>复制（一分钟内有效）</translation>
    </message>
    <message>
        <source>Save the recovery code</source>
        <translation>保存恢复码</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Recovery code of the Permit Desktop vault on this computer:</source>
        <translation>此计算机上 Permit Desktop 保险库的恢复码：</translation>
    </message>
    <message>
        <source>The file cannot be written there. Choose another folder.</source>
        <translation>无法在那里写入文件。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>It is saved. Print it or carry it away, then delete the file: who has it opens the vault.</source>
        <translation>已保存。请打印或带走，然后删除该文件：持有者可以打开保险库。</translation>
    </message>
    <message>
        <source>Something is missing.</source>
        <translation>还有内容没有填写。</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>两次输入的口令不一致。</translation>
    </message>
</context>
<context>
    <name>ZoomView</name>
    <message>
        <source>The field on the card, enlarged</source>
        <translation>该项在证件上的放大图</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>{name}: {message}</source>
        <translation>{name}：{message}</translation>
    </message>
</context>
<context>
    <name>_StillView</name>
    <message>
        <source>Picture of the permit</source>
        <translation>证件图片</translation>
    </message>
</context>
<context>
    <name>_Stills</name>
    <message>
        <source>Pictures of the record</source>
        <translation>记录的图片</translation>
    </message>
    <message>
        <source>The pictures are hidden. Show the values (Ctrl+M) to see them.</source>
        <translation>图片已隐藏。显示内容（Ctrl+M）后可查看。</translation>
    </message>
    <message>
        <source>The pictures have been purged; the record&apos;s data stays for its own time.</source>
        <translation>图片已清除；记录数据会保留到其期限。</translation>
    </message>
</context>
</TS>
