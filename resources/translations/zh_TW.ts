<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About Permit Desktop</source>
        <translation>關於 Permit Desktop</translation>
    </message>
    <message>
        <source>It uses Qt {qt} and PySide6 {pyside} under the GNU Lesser General Public License, version 3. They lie beside the program as libraries of their own, and you may replace them with your own.</source>
        <translation>本程式依據 GNU 較寬鬆公共授權條款第 3 版使用 Qt {qt} 和 PySide6 {pyside}。它們以獨立的程式庫檔案存放在程式旁邊，您可以用自己的版本取代。</translation>
    </message>
    <message>
        <source>Its parts and their licences</source>
        <translation>各組成部分及其授權條款</translation>
    </message>
    <message>
        <source>Read the licence of Qt</source>
        <translation>閱讀 Qt 的授權條款</translation>
    </message>
    <message>
        <source>Its other parts came as packages of their own, each with its licence.</source>
        <translation>其他組成部分以各自的套件安裝，並附有各自的授權條款。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Free software under the Apache License, version 2.0.</source>
        <translation>自由軟體，依據 Apache 授權條款 2.0 版發布。</translation>
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
        <translation>第一個攝影機</translation>
    </message>
    <message>
        <source>The usual one: {name}</source>
        <translation>常用的：{name}</translation>
    </message>
    <message>
        <source>{name} (not connected)</source>
        <translation>{name}（未連接）</translation>
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
        <translation>設定</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>攝影機</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>光線</translation>
    </message>
    <message>
        <source>Recogniser</source>
        <translation>辨識引擎</translation>
    </message>
    <message>
        <source>Keyring</source>
        <translation>系統鑰匙圈</translation>
    </message>
    <message>
        <source>Vault</source>
        <translation>保險庫</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>稽核記錄</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁碟</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理伺服器</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>連線</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>時鐘</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>認證資訊</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服務</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>區域</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>look at this</source>
        <translation>請留意</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>未檢查</translation>
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
        <translation>有項目不正常。</translation>
    </message>
    <message>
        <source>It works; something should be seen to.</source>
        <translation>可以使用；有項目需要處理。</translation>
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
        <translation>儲存診斷資訊</translation>
    </message>
    <message>
        <source>Saved as {name}. It holds no personal data.</source>
        <translation>已儲存為 {name}，其中不含個人資料。</translation>
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
        <translation>{hour} 至 {next}：掃描 {count} 張（{parts}）</translation>
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
        <translation>張證件已掃描</translation>
    </message>
    <message>
        <source>{count} permits scanned today</source>
        <translation>今天已掃描 {count} 張證件</translation>
    </message>
    <message>
        <source>By the least sure field of each</source>
        <translation>按每張證件最不確定的一項</translation>
    </message>
    <message>
        <source>Scanned permits, hour by hour</source>
        <translation>每小時掃描的證件</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Field</source>
        <translation>欄位</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>內容</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>also read: {other}</source>
        <translation>另辨識為：{other}</translation>
    </message>
    <message>
        <source>When</source>
        <translation>時間</translation>
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
        <translation>記錄已確認</translation>
    </message>
    <message>
        <source>{now}, confirmed</source>
        <translation>{now}，已確認</translation>
    </message>
    <message>
        <source>{now}, confirmation taken back</source>
        <translation>{now}，已撤銷確認</translation>
    </message>
    <message>
        <source>{now}, taken back: {before}</source>
        <translation>{now}，已撤銷：{before}</translation>
    </message>
    <message>
        <source>{now}, before: {before}</source>
        <translation>{now}，原為：{before}</translation>
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
        <translation>台灣</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>proved</source>
        <translation>已校驗</translation>
    </message>
    <message>
        <source>agreed</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>read</source>
        <translation>辨識</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已確認</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>未辨識</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Record</source>
        <translation>記錄</translation>
    </message>
    <message>
        <source>Scanned</source>
        <translation>掃描時間</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>核對時間</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Portrait of record {record}</source>
        <translation>記錄 {record} 的照片</translation>
    </message>
</context>
<context>
    <name>ExportFlow</name>
    <message>
        <source>Nothing to export: all of these are discarded or not read yet</source>
        <translation>沒有可匯出的記錄：全部已棄用或尚未辨識</translation>
    </message>
    <message>
        <source>Export the records in the list</source>
        <translation>匯出清單中的記錄</translation>
    </message>
</context>
<context>
    <name>ExportProgress</name>
    <message>
        <source>Progress of the export</source>
        <translation>匯出進度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel the export</source>
        <translation>取消匯出</translation>
    </message>
    <message>
        <source>Exporting: {done} of {total}</source>
        <translation>正在匯出：{done} / {total}</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Document</source>
        <translation>證件類型</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>正反面</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>證件號碼</translation>
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
        <translation>性別</translation>
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
        <translation>簽發機關</translation>
    </message>
    <message>
        <source>Issued in</source>
        <translation>簽發地點</translation>
    </message>
    <message>
        <source>Machine line</source>
        <translation>機讀碼</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Round trips</source>
        <translation>往返次數</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>Issue code</source>
        <translation>簽發編號</translation>
    </message>
    <message>
        <source>{flaw}. Not taken over yet.</source>
        <translation>{flaw}。尚未採用。</translation>
    </message>
    <message>
        <source>{flaw}. Once more says that it is not on the card.</source>
        <translation>{flaw}。再按一次表示證件上沒有此項。</translation>
    </message>
    <message>
        <source>{flaw}. Enter again takes it all the same.</source>
        <translation>{flaw}。再按一次 Enter 仍按此錄入。</translation>
    </message>
    <message>
        <source>not on the card</source>
        <translation>證件上沒有</translation>
    </message>
</context>
<context>
    <name>FileBatch</name>
    <message>
        <source>{file} and {count} before it</source>
        <translation>{file} 及之前的 {count} 個</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>{region} endorsement, {field}</source>
        <translation>{region}簽注的{field}</translation>
    </message>
    <message>
        <source>The permit expired on {day}</source>
        <translation>證件已於 {day} 到期</translation>
    </message>
    <message>
        <source>The permit expires on {day}; days left: {left}</source>
        <translation>證件將於 {day} 到期，還剩 {left} 天</translation>
    </message>
    <message>
        <source>{what}: {value} cannot be right</source>
        <translation>{what}：{value} 不可能正確</translation>
    </message>
    <message>
        <source>The validity {value} is of an unusual length</source>
        <translation>有效期限 {value} 的長度不常見</translation>
    </message>
    <message>
        <source>The validity starts on {day}, before this card was introduced</source>
        <translation>有效期起始日 {day} 早於此種卡證啟用的時間</translation>
    </message>
    <message>
        <source>The number {value} is not spelled like one of this document</source>
        <translation>號碼 {value} 不符合此種證件的格式</translation>
    </message>
    <message>
        <source>{what}: {value} in print, {coded} in the machine line</source>
        <translation>{what}：印刷為 {value}，機讀碼為 {coded}</translation>
    </message>
    <message>
        <source>{what} was read in two ways</source>
        <translation>{what}：兩次辨識結果不同</translation>
    </message>
    <message>
        <source>Compare with the card: the number {coded} may have {letters} after the C</source>
        <translation>請對照證件：號碼 {coded} 中 C 後面的字元可能是 {letters}</translation>
    </message>
    <message>
        <source>The machine line&apos;s check digits do not fit what was read</source>
        <translation>機讀碼的校驗位與辨識結果不符</translation>
    </message>
    <message>
        <source>The machine line was not read completely</source>
        <translation>機讀碼沒有完整辨識</translation>
    </message>
    <message>
        <source>The machine line begins like that of another document</source>
        <translation>機讀碼的開頭屬於另一種證件</translation>
    </message>
    <message>
        <source>Front and back are of different documents</source>
        <translation>正面和背面不是同一種證件</translation>
    </message>
    <message>
        <source>The {region} endorsement expired on {day}</source>
        <translation>{region}簽注已於 {day} 到期</translation>
    </message>
    <message>
        <source>The {region} endorsement ends on {day}, after the permit itself</source>
        <translation>{region}簽注於 {day} 到期，晚於證件本身</translation>
    </message>
    <message>
        <source>An unusual {region} endorsement: {kind}; please look</source>
        <translation>少見的{region}簽注：{kind}，請核對</translation>
    </message>
    <message>
        <source>{what}: {value} is of an unusual form</source>
        <translation>{what}：{value} 的格式不常見</translation>
    </message>
    <message>
        <source>The card was not found, so the whole picture was sent: place it closer</source>
        <translation>圖片中沒有找到證件，因此傳送了整張圖片：請將證件靠近一些</translation>
    </message>
    <message>
        <source>The service sent the portrait, or its place, in a form that cannot be used</source>
        <translation>服務傳回的照片或其位置的格式無法使用</translation>
    </message>
    <message>
        <source>The title does not read as a permit&apos;s; compare it with the card</source>
        <translation>標題不像是本類證件的標題，請對照證件</translation>
    </message>
    <message>
        <source>The number {value} may have a letter O or I for a digit; compare it</source>
        <translation>請對照證件：號碼 {value} 中可能有字母 O 或 I 印在數字的位置上</translation>
    </message>
    <message>
        <source>Another permit lies in the picture; only this one was read</source>
        <translation>畫面中還有另一張證件，只辨識了這一張</translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message>
        <source>Welcome</source>
        <translation>歡迎</translation>
    </message>
    <message>
        <source>The camera</source>
        <translation>攝影機</translation>
    </message>
    <message>
        <source>Who reads the permits</source>
        <translation>由誰辨識證件</translation>
    </message>
    <message>
        <source>Three short questions, each with an answer that works. All of it can be changed later.</source>
        <translation>只有三個簡短的問題，每個都有可用的預設答案，以後可隨時變更。</translation>
    </message>
    <message>
        <source>A webcam or a document camera above the desk. Without one, pictures can be opened as files.</source>
        <translation>桌面上方的網路攝影機或實物投影機。沒有攝影機時，可以開啟圖片檔案。</translation>
    </message>
    <message>
        <source>On this computer nothing is sent anywhere. A service is set up on the Settings page.</source>
        <translation>在本機辨識時不會傳送任何內容。服務可在「設定」頁中設定。</translation>
    </message>
    <message>
        <source>{step} of {steps}</source>
        <translation>第 {step} 步，共 {steps} 步</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>試用示範</translation>
    </message>
    <message>
        <source>Skip all</source>
        <translation>全部略過</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>開始</translation>
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
        <translation>請輸入內容，或按 Esc 保留原值</translation>
    </message>
    <message>
        <source>Not a number of this document: {spelling}</source>
        <translation>不符合此種證件的號碼格式：{spelling}</translation>
    </message>
    <message>
        <source>Not a day of the calendar: {spelling}</source>
        <translation>不是有效日期：{spelling}</translation>
    </message>
    <message>
        <source>The last day lies before the first</source>
        <translation>終止日早於起始日</translation>
    </message>
    <message>
        <source>男 or 女; M and F do as well</source>
        <translation>男或女；也可輸入 M、F</translation>
    </message>
    <message>
        <source>More than 30 characters</source>
        <translation>超過 30 個字元</translation>
    </message>
    <message>
        <source>A character that cannot stand there: {spelling}</source>
        <translation>含有不應出現的字元：{spelling}</translation>
    </message>
    <message>
        <source>The number&apos;s check digit (12th character) does not fit</source>
        <translation>號碼的校驗位（第 12 位）不符</translation>
    </message>
    <message>
        <source>The expiry date&apos;s check digit (20th character) does not fit</source>
        <translation>到期日期的校驗位（第 20 位）不符</translation>
    </message>
    <message>
        <source>The birth date&apos;s check digit (28th character) does not fit</source>
        <translation>出生日期的校驗位（第 28 位）不符</translation>
    </message>
    <message>
        <source>The last check digit does not fit</source>
        <translation>最後一位校驗位不符</translation>
    </message>
    <message>
        <source>An unusual code: {spelling}</source>
        <translation>編號格式不常見：{spelling}</translation>
    </message>
    <message>
        <source>a letter and eight digits, as C12345678 or CA1234567</source>
        <translation>一個字母加八位數字，如 C12345678 或 CA1234567</translation>
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
        <translation>共 30 個字元，為字母、數字和 &lt;，見照片下方</translation>
    </message>
    <message>
        <source>four digits, a letter and three digits, as 4401-H001</source>
        <translation>四位數字、一個字母和三位數字，如 4401-H001</translation>
    </message>
</context>
<context>
    <name>Guidance</name>
    <message>
        <source>Place the permit in the frame</source>
        <translation>請把證件放入取景框</translation>
    </message>
    <message>
        <source>Move the permit closer to the camera</source>
        <translation>請把證件移近攝影機</translation>
    </message>
    <message>
        <source>Move the permit further away</source>
        <translation>請把證件移遠一些</translation>
    </message>
    <message>
        <source>Bring all four edges into the picture</source>
        <translation>請讓四條邊都進入畫面</translation>
    </message>
    <message>
        <source>Lay the permit flat and straight</source>
        <translation>請把證件放平、放正</translation>
    </message>
    <message>
        <source>Wait until the permit lies still</source>
        <translation>請等證件靜止</translation>
    </message>
    <message>
        <source>Too dark: switch on a light</source>
        <translation>太暗：請開燈</translation>
    </message>
    <message>
        <source>Too bright: dim the light</source>
        <translation>太亮：請調暗燈光</translation>
    </message>
    <message>
        <source>The portrait is blurred: lay it flat, or wipe the lens</source>
        <translation>照片模糊：請將證件放平，或擦拭鏡頭</translation>
    </message>
    <message>
        <source>The number is blurred: lay it flat, or wipe the lens</source>
        <translation>號碼模糊：請將證件放平，或擦拭鏡頭</translation>
    </message>
    <message>
        <source>The machine-readable line is blurred: lay it flat</source>
        <translation>機讀碼模糊：請將證件放平</translation>
    </message>
    <message>
        <source>Blurred: hold still, or wait for the focus</source>
        <translation>畫面模糊：請保持不動，或等待對焦</translation>
    </message>
    <message>
        <source>Hold still</source>
        <translation>請保持不動</translation>
    </message>
    <message>
        <source>Captured</source>
        <translation>已拍攝</translation>
    </message>
    <message>
        <source>Captured: now turn the permit over</source>
        <translation>已拍攝：請翻到另一面</translation>
    </message>
    <message>
        <source>Now show the permit&apos;s front</source>
        <translation>請出示證件正面</translation>
    </message>
    <message>
        <source>Now show the permit&apos;s back</source>
        <translation>請出示證件背面</translation>
    </message>
    <message>
        <source>Read: check the marked fields first</source>
        <translation>已辨識：請先核對標出的欄位</translation>
    </message>
    <message>
        <source>Read, nothing to check: Enter accepts</source>
        <translation>已辨識，無需核對：按 Enter 確認無誤</translation>
    </message>
    <message>
        <source>Both sides are read: next permit</source>
        <translation>兩面均已辨識：請放下一張證件</translation>
    </message>
    <message>
        <source>The permit is read: next permit</source>
        <translation>證件已辨識：請放下一張證件</translation>
    </message>
    <message>
        <source>Not read: move the permit a little, or take it again</source>
        <translation>未能讀取：請略微移動證件，或重新拍攝</translation>
    </message>
    <message>
        <source>Side not clear: move the permit, or take it again</source>
        <translation>無法判斷是哪一面：請移動證件，或重新拍攝</translation>
    </message>
    <message>
        <source>The same side again: turn the permit over</source>
        <translation>仍是同一面：請翻到另一面</translation>
    </message>
    <message>
        <source>Another permit: show the other side of the first</source>
        <translation>這是另一張證件：請出示前一張的另一面</translation>
    </message>
    <message>
        <source>The other document: show the first one&apos;s other side</source>
        <translation>這是另一種證件：請出示前一張的另一面</translation>
    </message>
    <message>
        <source>Open a picture of a permit, or drop it here</source>
        <translation>請開啟證件圖片，或拖放到此處</translation>
    </message>
    <message>
        <source>The picture stands still: reconnect the camera</source>
        <translation>畫面靜止不動：請重新連接攝影機</translation>
    </message>
    <message>
        <source>Taken, although no permit was found</source>
        <translation>已拍攝，但未找到證件</translation>
    </message>
    <message>
        <source>Taken, although the permit is small in the picture</source>
        <translation>已拍攝，但證件在畫面中偏小</translation>
    </message>
    <message>
        <source>Taken, although the permit fills the whole picture</source>
        <translation>已拍攝，但證件佔滿了畫面</translation>
    </message>
    <message>
        <source>Taken, although an edge may be outside the picture</source>
        <translation>已拍攝，但可能有一邊在畫面之外</translation>
    </message>
    <message>
        <source>Taken, although the permit lies crooked</source>
        <translation>已拍攝，但證件放得不正</translation>
    </message>
    <message>
        <source>Taken, although the permit was moving</source>
        <translation>已拍攝，但證件在移動</translation>
    </message>
    <message>
        <source>Taken, although it is dark</source>
        <translation>已拍攝，但光線太暗</translation>
    </message>
    <message>
        <source>Taken, although it is very bright</source>
        <translation>已拍攝，但光線太亮</translation>
    </message>
    <message>
        <source>Taken, although blurred</source>
        <translation>已拍攝，但影像模糊</translation>
    </message>
    <message>
        <source>Taken, although there is glare</source>
        <translation>已拍攝，但有反光</translation>
    </message>
    <message>
        <source>Glare on the portrait: move the lamp or the permit</source>
        <translation>照片處反光：請移動燈或證件</translation>
    </message>
    <message>
        <source>Glare on the number: move the lamp or the permit</source>
        <translation>號碼處反光：請移動燈或證件</translation>
    </message>
    <message>
        <source>Glare on the machine-readable line: move it</source>
        <translation>機讀碼處反光：請移動證件</translation>
    </message>
    <message>
        <source>Glare: move the lamp or the permit</source>
        <translation>有反光：請移動燈或證件</translation>
    </message>
</context>
<context>
    <name>GuidanceBar</name>
    <message>
        <source>Progress of holding still</source>
        <translation>靜止進度</translation>
    </message>
</context>
<context>
    <name>InkView</name>
    <message>
        <source>Picture of the field on the card</source>
        <translation>該項在證件上的影象</translation>
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
        <translation>辨識中</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>待核對</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已核對</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>待處理</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>已棄用</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Everywhere</source>
        <translation>任何頁面</translation>
    </message>
    <message>
        <source>Open a picture of a permit</source>
        <translation>開啟證件圖片</translation>
    </message>
    <message>
        <source>Lock the window</source>
        <translation>鎖定視窗</translation>
    </message>
    <message>
        <source>Go to the next control or field</source>
        <translation>轉到下一個控制項或欄位</translation>
    </message>
    <message>
        <source>Space, Enter</source>
        <translation>空白鍵、Enter</translation>
    </message>
    <message>
        <source>Press the button that has the keyboard</source>
        <translation>按下鍵盤焦點所在的按鈕</translation>
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
        <translation>各組成部分及其授權條款</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>組成部分</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>授權條款</translation>
    </message>
    <message>
        <source>The licence of the chosen part</source>
        <translation>所選部分的授權條款</translation>
    </message>
    <message>
        <source>as its text says</source>
        <translation>見其內文</translation>
    </message>
    <message>
        <source>Of the system that this was built on</source>
        <translation>來自建置本套件的系統</translation>
    </message>
</context>
<context>
    <name>LiveView</name>
    <message>
        <source>Live picture of the camera</source>
        <translation>攝影機實時畫面</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Locked</source>
        <translation>已鎖定</translation>
    </message>
    <message>
        <source>Everything is stored; the queue goes on. Enter the vault&apos;s passphrase to see it again.</source>
        <translation>所有內容均已儲存，佇列繼續處理。輸入保險庫通行密語即可繼續檢視。</translation>
    </message>
    <message>
        <source>Everything is stored; the queue goes on. The computer&apos;s keyring opens the window again.</source>
        <translation>所有內容均已儲存，佇列繼續處理。將用系統鑰匙圈重新開啟視窗。</translation>
    </message>
    <message>
        <source>Passphrase of the vault</source>
        <translation>保險庫通行密語</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解鎖</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Scan</source>
        <translation>掃描</translation>
    </message>
    <message>
        <source>Open a file …</source>
        <translation>開啟檔案…</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>試用示範</translation>
    </message>
    <message>
        <source>{file} is played in place of the camera</source>
        <translation>正在播放 {file}，代替攝影機畫面</translation>
    </message>
    <message>
        <source>Permits in it are read as before the camera. The camera comes back at its end.</source>
        <translation>其中的證件與攝影機前的一樣會被辨識。播放結束後自動恢復攝影機畫面。</translation>
    </message>
    <message>
        <source>Back to the camera</source>
        <translation>返回攝影機</translation>
    </message>
    <message>
        <source>The camera&apos;s pictures are small for a permit: {width} × {height} pixels</source>
        <translation>攝影機的畫面對證件來說偏小：{width} × {height} 像素</translation>
    </message>
    <message>
        <source>Permits are taken all the same, and read less surely. Try a larger picture in the settings.</source>
        <translation>仍會拍攝證件，但辨識較不可靠。可在設定中選用更大的畫面。</translation>
    </message>
    <message>
        <source>This is the demo: nothing is stored</source>
        <translation>這是示範：不儲存任何內容</translation>
    </message>
    <message>
        <source>A simulated camera shows specimen permits. Files that you open meanwhile are not stored either.</source>
        <translation>模擬攝影機展示樣本證件。此時開啟的檔案也不會儲存。</translation>
    </message>
    <message>
        <source>{file}: {what}</source>
        <translation>{file}：{what}</translation>
    </message>
    <message>
        <source>Begin with this permit</source>
        <translation>從這張證件重新開始</translation>
    </message>
    <message>
        <source>What was typed was not taken: {fields}</source>
        <translation>輸入的內容未被採用：{fields}</translation>
    </message>
    <message>
        <source>Review the permit before, and type it there.</source>
        <translation>請核對上一份證件，並在那裡輸入。</translation>
    </message>
    <message>
        <source>{pictures} files were taken, of {permits} permits. Some have one side only.</source>
        <translation>已採用 {pictures} 個檔案，共 {permits} 張證件，其中有的只有一面。</translation>
    </message>
    <message>
        <source>Not read: {unread}.</source>
        <translation>未能讀取：{unread} 個。</translation>
    </message>
    <message>
        <source>Show the records</source>
        <translation>檢視紀錄</translation>
    </message>
    <message>
        <source>Review them on the Records page.</source>
        <translation>請在「紀錄」頁核對。</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>複製詳情</translation>
    </message>
    <message>
        <source>A fault in the program: {kind}</source>
        <translation>程式出現故障：{kind}</translation>
    </message>
    <message>
        <source>You can go on. The details hold nothing of any permit; please send them to your support.</source>
        <translation>可以繼續使用。詳情中不含任何證件內容，請傳送給技術支援。</translation>
    </message>
    <message>
        <source>Open pictures of permits</source>
        <translation>開啟證件圖片</translation>
    </message>
    <message>
        <source>Pictures and videos</source>
        <translation>圖片和影片</translation>
    </message>
    <message>
        <source>There is no picture in this.</source>
        <translation>其中沒有圖片。</translation>
    </message>
    <message>
        <source>Drop or paste a picture, or a file with one. Text is not read, and no address is opened.</source>
        <translation>請拖放或貼上圖片或圖片檔案。不會讀取文字，也不會開啟網址。</translation>
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
        <translation>{page}頁面</translation>
    </message>
</context>
<context>
    <name>PermitError</name>
    <message>
        <source>A camera&apos;s number is a whole number from 0 to {0}.</source>
        <translation>攝影機編號是 0 到 {0} 的整數。</translation>
    </message>
    <message>
        <source>A fault in the program.</source>
        <translation>程式出現故障。</translation>
    </message>
    <message>
        <source>A job that is {0} cannot {1}.</source>
        <translation>任務當前的狀態（{0}）不能執行此操作（{1}）。</translation>
    </message>
    <message>
        <source>A newer release of the program made this vault (schema {0}; this release knows {1}).</source>
        <translation>此保險庫由更新版本的程式建立（格式 {0}，本版本支援到 {1}）。</translation>
    </message>
    <message>
        <source>A web page answered in place of the service.</source>
        <translation>傳回的是一個網頁，而不是服務的回應。</translation>
    </message>
    <message>
        <source>Ask the administrator of the account for the permission to call the service.</source>
        <translation>請向帳號管理員申請呼叫該服務的權限。</translation>
    </message>
    <message>
        <source>Ask the administrator of the account to look into its balance, quota and project.</source>
        <translation>請讓帳號管理員檢查餘額、配額和專案。</translation>
    </message>
    <message>
        <source>Ask who runs the proxy to allow the service&apos;s address and port.</source>
        <translation>請代理伺服器的管理者放行服務的地址和連接埠。</translation>
    </message>
    <message>
        <source>Ask your administrator to change it.</source>
        <translation>請聯絡管理員修改。</translation>
    </message>
    <message>
        <source>Check `ca_file` in the settings: it has to be a PEM file with certificates.</source>
        <translation>請檢查設定中的 `ca_file`：它必須是含有憑證的 PEM 檔案。</translation>
    </message>
    <message>
        <source>Check it and try again; `permit-desktop vault recover` opens the vault with the recovery code.</source>
        <translation>請檢查後重試；用 `permit-desktop vault recover` 可憑復原碼開啟保險庫。</translation>
    </message>
    <message>
        <source>Check its cable; it is opened again as soon as it answers.</source>
        <translation>請檢查連線線；恢復後會自動重新開啟。</translation>
    </message>
    <message>
        <source>Check that the credentials belong to the region that the settings name, and enter them again.</source>
        <translation>請確認認證資訊屬於設定中的區域，然後重新輸入。</translation>
    </message>
    <message>
        <source>Check that the keyring of this computer works, then enter the credentials again.</source>
        <translation>請確認本機的系統鑰匙圈可用，然後重新輸入認證資訊。</translation>
    </message>
    <message>
        <source>Check that the picture&apos;s address is public and answers, or send the picture itself.</source>
        <translation>請確認圖片位址可公開存取，或直接傳送圖片。</translation>
    </message>
    <message>
        <source>Check that this computer is connected to the network.</source>
        <translation>請檢查本機是否已連線網路。</translation>
    </message>
    <message>
        <source>Check the credentials for this region and this computer&apos;s clock, and enter them again.</source>
        <translation>請檢查該區域的認證資訊和本機時鐘，然後重新輸入認證資訊。</translation>
    </message>
    <message>
        <source>Check the endpoint and the project ID in the settings.</source>
        <translation>請檢查設定中的終端節點和專案 ID。</translation>
    </message>
    <message>
        <source>Check the file&apos;s name and folder.</source>
        <translation>請檢查檔名和所在資料夾。</translation>
    </message>
    <message>
        <source>Check the free space and the rights of its folder.</source>
        <translation>請檢查所在資料夾的剩餘空間和權限。</translation>
    </message>
    <message>
        <source>Check the network of this computer and the service&apos;s address in the settings.</source>
        <translation>請檢查本機網路和設定中的服務位址。</translation>
    </message>
    <message>
        <source>Check the network, and whether a firewall or a proxy stands between.</source>
        <translation>請檢查網路，以及中間是否有防火牆或代理伺服器。</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>請檢查路徑。</translation>
    </message>
    <message>
        <source>Check the permission to read it, or copy it to another folder.</source>
        <translation>請檢查讀取權限，或把它複製到其他資料夾。</translation>
    </message>
    <message>
        <source>Check the permissions of the data folder, or name another one with `--data-dir`.</source>
        <translation>請檢查資料夾的權限，或用 `--data-dir` 另指定一個。</translation>
    </message>
    <message>
        <source>Check the service&apos;s address and port in the settings, and whether the network intercepts connections.</source>
        <translation>請檢查設定中的服務位址和連接埠，以及網路是否攔截連線。</translation>
    </message>
    <message>
        <source>Check the service&apos;s address and project ID, use another service, or read permits on this device.</source>
        <translation>請檢查服務位址和專案 ID，或改用其他服務，或在本機辨識。</translation>
    </message>
    <message>
        <source>Check the service&apos;s address in the settings.</source>
        <translation>請檢查設定中的服務位址。</translation>
    </message>
    <message>
        <source>Check the settings of the service; if they are right, report this to whoever runs it.</source>
        <translation>請檢查服務的設定；如果無誤，請回報給服務的營運方。</translation>
    </message>
    <message>
        <source>Check the settings of the service; if they are right, report this with the request ID {0}.</source>
        <translation>請檢查服務的設定；如果無誤，請連同請求 ID {0} 一起回報。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s clock and the service&apos;s address; `ca_file` takes a certificate authority of your own.</source>
        <translation>請檢查本機時鐘和服務位址；自有憑證授權單位可填在 `ca_file` 中。</translation>
    </message>
    <message>
        <source>Choose a longer one, for instance four words that have nothing to do with each other.</source>
        <translation>請用更長的通關密語，例如四個互不相關的詞。</translation>
    </message>
    <message>
        <source>Choose a picture in one of these formats.</source>
        <translation>請選擇這些格式的圖片。</translation>
    </message>
    <message>
        <source>Choose a picture inside the folder.</source>
        <translation>請選擇資料夾裡的圖片。</translation>
    </message>
    <message>
        <source>Choose another picture, or scan the permit again.</source>
        <translation>請另選圖片，或重新掃描證件。</translation>
    </message>
    <message>
        <source>Close other programs that use the camera, and allow this program to use it in the system&apos;s settings.</source>
        <translation>請關閉占用攝影機的其他程式，並在系統設定中允許本程式使用攝影機。</translation>
    </message>
    <message>
        <source>Close the other one, or name another folder with `--data-dir`.</source>
        <translation>請關閉另一個程式，或用 `--data-dir` 另指定資料夾。</translation>
    </message>
    <message>
        <source>Check the port in the service&apos;s address, and whether a firewall inspects connections.</source>
        <translation>請檢查服務位址中的連接埠，以及防火牆是否檢查連線。</translation>
    </message>
    <message>
        <source>A secret does not belong in this file.</source>
        <translation>金鑰和密碼不應寫在此檔案中。</translation>
    </message>
    <message>
        <source>A setting of a policy file has nothing of this name.</source>
        <translation>原則檔的設定中沒有這個名稱的項目。</translation>
    </message>
    <message>
        <source>A setting of a policy file is a table of `value` and `locked`.</source>
        <translation>原則檔中的設定應為包含 `value` 和 `locked` 的表。</translation>
    </message>
    <message>
        <source>An earlier release made this vault, and encrypted it differently.</source>
        <translation>此保險庫由較早的版本建立，加密方式不同。</translation>
    </message>
    <message>
        <source>Ask for a larger picture in the settings, turn the camera by 90 degrees, or use another one.</source>
        <translation>請在設定中選用更大的畫面，將攝影機旋轉 90 度，或改用其他攝影機。</translation>
    </message>
    <message>
        <source>Avoid glare, shadow and fingers on it, bring it closer and take the picture again.</source>
        <translation>請避免反光、陰影和手指遮擋，將證件靠近後重新拍攝。</translation>
    </message>
    <message>
        <source>Begin it with a line `[{0}]`.</source>
        <translation>請以一行 `[{0}]` 開頭。</translation>
    </message>
    <message>
        <source>Check its cable, and close other programs that use it; it goes on as soon as the camera answers.</source>
        <translation>請檢查連接線，並關閉其他使用攝影機的程式；攝影機回應後自動繼續。</translation>
    </message>
    <message>
        <source>Check that it is a file, and the rights of its folder.</source>
        <translation>請確認它是檔案，並檢查所在資料夾的權限。</translation>
    </message>
    <message>
        <source>Check that it is the right file.</source>
        <translation>請確認檔案是否正確。</translation>
    </message>
    <message>
        <source>Check the free memory of this computer, or install Permit Desktop again.</source>
        <translation>請檢查本機可用記憶體，或重新安裝 Permit Desktop。</translation>
    </message>
    <message>
        <source>Check the port in the service&apos;s address, and whether the network intercepts connections.</source>
        <translation>請檢查服務位址中的連接埠，以及網路是否攔截連線。</translation>
    </message>
    <message>
        <source>Check the port in the service&apos;s address, and whether the service runs.</source>
        <translation>請檢查服務位址中的連接埠，以及服務是否在執行。</translation>
    </message>
    <message>
        <source>Check the proxy&apos;s address in the settings.</source>
        <translation>請檢查設定中的代理伺服器位址。</translation>
    </message>
    <message>
        <source>Check the proxy&apos;s address in the settings; `permit-desktop credentials set --proxy` stores its user and password.</source>
        <translation>請檢查設定中的代理伺服器位址；用 `permit-desktop credentials set --proxy` 可儲存其使用者名稱和密碼。</translation>
    </message>
    <message>
        <source>Check the proxy&apos;s address, and the network.</source>
        <translation>請檢查代理伺服器位址和網路。</translation>
    </message>
    <message>
        <source>Check the rights of the folder, and whether its disk is there.</source>
        <translation>請檢查資料夾權限以及磁碟是否可用。</translation>
    </message>
    <message>
        <source>Check the service&apos;s address, or ask who runs the proxy.</source>
        <translation>請檢查服務位址，或詢問代理伺服器的管理者。</translation>
    </message>
    <message>
        <source>Check the service&apos;s address; it has to be the name in the certificate.</source>
        <translation>請檢查服務位址；它必須與憑證中的名稱一致。</translation>
    </message>
    <message>
        <source>Check the spelling of the service&apos;s address in the settings.</source>
        <translation>請檢查設定中服務位址的拼寫。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date (it is {0}); if it is right, tell who runs the service.</source>
        <translation>請檢查本機日期（現在是 {0}）；如果無誤，請告知服務的管理者。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date, the service&apos;s address, and the certificate authority in the settings.</source>
        <translation>請檢查本機日期、服務位址和設定中的憑證授權單位。</translation>
    </message>
    <message>
        <source>Choose another folder with room to spare, and close the file where another program has it open.</source>
        <translation>請另選空間充足的資料夾，並在其他程式中關閉該檔案。</translation>
    </message>
    <message>
        <source>Choose another folder, with free space.</source>
        <translation>請另選有可用空間的資料夾。</translation>
    </message>
    <message>
        <source>Compare the address with the vendor&apos;s list of endpoints.</source>
        <translation>請與廠商的終端節點列表核對地址。</translation>
    </message>
    <message>
        <source>Connect its drive or choose another folder; watching goes on as soon as it is back.</source>
        <translation>請連接所在的磁碟或選擇其他資料夾；恢復後會繼續監看。</translation>
    </message>
    <message>
        <source>Copy the record and paste it there.</source>
        <translation>請複製該記錄，再到那裡貼上。</translation>
    </message>
    <message>
        <source>Correct `endpoint` in the settings; credentials do not belong into it.</source>
        <translation>請更正設定中的 `endpoint`；其中不應包含認證資訊。</translation>
    </message>
    <message>
        <source>Correct `locked` in the policy file.</source>
        <translation>請更正原則檔中的 `locked`。</translation>
    </message>
    <message>
        <source>Correct `proxy` in the settings; &quot;system&quot; takes the computer&apos;s own, &quot;none&quot; uses none.</source>
        <translation>請更正設定中的 `proxy`；&quot;system&quot; 表示用本機的代理伺服器，&quot;none&quot; 表示不用代理伺服器。</translation>
    </message>
    <message>
        <source>Correct or delete the file.</source>
        <translation>請更正或刪除此檔案。</translation>
    </message>
    <message>
        <source>Correct the value, or delete this line: then the default holds.</source>
        <translation>請更正該值，或刪除此行以使用預設值。</translation>
    </message>
    <message>
        <source>Delete it with `permit-desktop vault drop-damaged` when you need it no more.</source>
        <translation>不再需要時，請用 `permit-desktop vault drop-damaged` 將其刪除。</translation>
    </message>
    <message>
        <source>Delete this line, and store it in the keyring with `permit-desktop credentials set`.</source>
        <translation>請刪除此行，並用 `permit-desktop credentials set` 存入系統鑰匙圈。</translation>
    </message>
    <message>
        <source>Delete this line, or ask your administrator.</source>
        <translation>請刪除此行，或聯絡管理員。</translation>
    </message>
    <message>
        <source>Delete what is not needed from the disk before it is full.</source>
        <translation>請在磁碟寫滿前刪除不需要的內容。</translation>
    </message>
    <message>
        <source>Delete what is not needed from the disk.</source>
        <translation>請刪除磁碟上不需要的內容。</translation>
    </message>
    <message>
        <source>Did you mean `{0}`?</source>
        <translation>您是指 `{0}` 嗎？</translation>
    </message>
    <message>
        <source>Enable it there, or enter the address of the region where it is.</source>
        <translation>請在該區域開通，或填寫已開通區域的地址。</translation>
    </message>
    <message>
        <source>Enter another value.</source>
        <translation>請輸入其他值。</translation>
    </message>
    <message>
        <source>Enter other credentials, or put things right at the service and try again in five minutes.</source>
        <translation>請輸入其他憑證；或在服務端處理好後，五分鐘後再試。</translation>
    </message>
    <message>
        <source>Enter the credentials again, or change `authentication` in the settings.</source>
        <translation>請重新輸入認證資訊，或更改設定中的 `authentication`。</translation>
    </message>
    <message>
        <source>Enter the project ID in the settings; the service&apos;s console shows it, one for each region.</source>
        <translation>請在設定中填寫專案 ID；服務主控台可以查到，每個區域各有一個。</translation>
    </message>
    <message>
        <source>Enter the service&apos;s address and project ID in the settings.</source>
        <translation>請在設定中填寫服務位址和專案 ID。</translation>
    </message>
    <message>
        <source>Enter the service&apos;s final address in the settings.</source>
        <translation>請在設定中填寫服務的最終位址。</translation>
    </message>
    <message>
        <source>Enter them again in the settings.</source>
        <translation>請在設定中重新輸入。</translation>
    </message>
    <message>
        <source>Entries of the audit trail are missing before entry {0}.</source>
        <translation>稽核紀錄第 {0} 筆之前有缺漏。</translation>
    </message>
    <message>
        <source>Export its records with that release, then move the data folder away and start again. Nothing was changed.</source>
        <translation>請用該版本匯出紀錄，再移走資料夾並重新啟動。沒有任何改動。</translation>
    </message>
    <message>
        <source>Free some space. What was saved is safe, and purging and synchronising go on.</source>
        <translation>請騰出一些空間。已儲存的內容是安全的，清理和同步會繼續進行。</translation>
    </message>
    <message>
        <source>Give one JSON object: {&quot;ak&quot;, &quot;sk&quot;}, {&quot;account&quot;, &quot;user&quot;, &quot;password&quot;} or {&quot;token&quot;}, all of them texts.</source>
        <translation>請提供一個 JSON 物件：{&quot;ak&quot;, &quot;sk&quot;}、{&quot;account&quot;, &quot;user&quot;, &quot;password&quot;} 或 {&quot;token&quot;}，值均為文字。</translation>
    </message>
    <message>
        <source>Give one JSON object: {&quot;user&quot;, &quot;password&quot;}, both of them texts, and no colon in the user&apos;s name.</source>
        <translation>請提供一個 JSON 物件：{&quot;user&quot;, &quot;password&quot;}，值均為文字，使用者名稱中不能有冒號。</translation>
    </message>
    <message>
        <source>Have it installed, or copy the record and paste it there.</source>
        <translation>請讓管理員安裝，或複製該記錄後到那裡貼上。</translation>
    </message>
    <message>
        <source>Here a program cannot type into another one; under X11 it can.</source>
        <translation>此系統不允許一個程式向另一個程式鍵入；X11 下可以。</translation>
    </message>
    <message>
        <source>Hold the permit still, let the camera focus and take the picture again.</source>
        <translation>請保持證件不動，等攝影機對焦後重新拍攝。</translation>
    </message>
    <message>
        <source>If it does not answer, try the region CN-Hong Kong.</source>
        <translation>如果沒有回應，請試用“中國-香港”區域。</translation>
    </message>
    <message>
        <source>If it is your own, enter its certificate in the settings; if not, somebody may intercept connections.</source>
        <translation>如果是自有的，請在設定中填寫其憑證；否則連線可能被人擷取。</translation>
    </message>
    <message>
        <source>In the region {0} the service is not enabled for this account.</source>
        <translation>此帳號在區域 {0} 未開通該服務。</translation>
    </message>
    <message>
        <source>Inside the secure connection to the proxy it is seen with the first request only.</source>
        <translation>與代理伺服器之間的連線是加密的，要到第一次請求時才能看到。</translation>
    </message>
    <message>
        <source>Install Permit Desktop again.</source>
        <translation>請重新安裝 Permit Desktop。</translation>
    </message>
    <message>
        <source>Install the newer release; nothing was changed.</source>
        <translation>請安裝更新的版本；沒有任何改動。</translation>
    </message>
    <message>
        <source>Install the program again, with its specimens.</source>
        <translation>請重新安裝程式（含樣本）。</translation>
    </message>
    <message>
        <source>Keep a copy of the data folder, and ask who had access to it, or who put an older copy in place.</source>
        <translation>請保留資料夾的副本，並查明誰曾存取過，或誰放回了舊副本。</translation>
    </message>
    <message>
        <source>Keep a copy of the data folder, and ask who had access to it.</source>
        <translation>請保留資料夾的副本，並查明誰曾存取過。</translation>
    </message>
    <message>
        <source>Let the system set its clock by the network.</source>
        <translation>請讓系統自動校準時間。</translation>
    </message>
    <message>
        <source>List the queue again: the job may have moved on.</source>
        <translation>請重新整理佇列：任務狀態可能已變化。</translation>
    </message>
    <message>
        <source>List the queue with `queue list`.</source>
        <translation>請用 `queue list` 檢視佇列。</translation>
    </message>
    <message>
        <source>List the records with `records list`.</source>
        <translation>請用 `records list` 檢視記錄。</translation>
    </message>
    <message>
        <source>Look at what arrived there, then copy the record and paste it.</source>
        <translation>請查看那裡已鍵入的內容，然後複製該記錄並貼上。</translation>
    </message>
    <message>
        <source>Most of the permit&apos;s print cannot be read.</source>
        <translation>證件上的大部分文字無法辨識。</translation>
    </message>
    <message>
        <source>Move it so that all four edges are inside and take the picture again.</source>
        <translation>請移動證件，使四條邊都在畫面內，然後重新拍攝。</translation>
    </message>
    <message>
        <source>Name a video file.</source>
        <translation>請指定影片檔案。</translation>
    </message>
    <message>
        <source>No proxy is used.</source>
        <translation>沒有使用代理伺服器。</translation>
    </message>
    <message>
        <source>No secure connection to the service could be made.</source>
        <translation>無法與服務建立安全連線。</translation>
    </message>
    <message>
        <source>No service is set.</source>
        <translation>沒有設定服務。</translation>
    </message>
    <message>
        <source>No service is set: permits are read on this computer.</source>
        <translation>未設定服務：證件在本機辨識。</translation>
    </message>
    <message>
        <source>Nobody knows the proxy&apos;s name.</source>
        <translation>找不到代理伺服器的主機名。</translation>
    </message>
    <message>
        <source>Nobody knows the service&apos;s name.</source>
        <translation>找不到服務的主機名。</translation>
    </message>
    <message>
        <source>Not everything could be typed into the other program.</source>
        <translation>未能把全部內容鍵入另一個程式。</translation>
    </message>
    <message>
        <source>Not tested: something before it failed.</source>
        <translation>未測試：前面的步驟失敗。</translation>
    </message>
    <message>
        <source>Nothing needs to be done: pictures wait until it does.</source>
        <translation>無需操作：圖片會等到服務恢復。</translation>
    </message>
    <message>
        <source>Nothing needs to be done: the picture is sent again in a while.</source>
        <translation>無需操作：稍後會自動重新傳送。</translation>
    </message>
    <message>
        <source>Nothing needs to be done: the picture is sent again. If it goes on, check the network.</source>
        <translation>無需操作：會自動重新傳送。如果一直如此，請檢查網路。</translation>
    </message>
    <message>
        <source>Nothing needs to be done: the picture is sent again. If it goes on, report it to whoever runs the service.</source>
        <translation>無需操作：會自動重新傳送。如果一直如此，請回報給服務的營運方。</translation>
    </message>
    <message>
        <source>Nothing needs to be done: the picture is sent again. If it goes on, report it with the request ID {0}.</source>
        <translation>無需操作：會自動重新傳送。如果一直如此，請連同請求 ID {0} 回報。</translation>
    </message>
    <message>
        <source>Only the administrator&apos;s policy file can set this.</source>
        <translation>此項只能由管理員的原則檔設定。</translation>
    </message>
    <message>
        <source>Only {0} GB are free on the data folder&apos;s disk.</source>
        <translation>資料夾所在磁碟僅剩 {0} GB。</translation>
    </message>
    <message>
        <source>Only {0} GB are free on the data folder&apos;s disk: nothing new is captured.</source>
        <translation>資料夾所在磁碟僅剩 {0} GB：不再拍攝新圖片。</translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation>請重新開啟。</translation>
    </message>
    <message>
        <source>Open it first; the window says what keeps it closed.</source>
        <translation>請先開啟；視窗中會說明未能開啟的原因。</translation>
    </message>
    <message>
        <source>Permit recognition is enabled and answers.</source>
        <translation>證件辨識已開通，回應正常。</translation>
    </message>
    <message>
        <source>Permit recognition is not enabled for this account in this region.</source>
        <translation>此帳號在該區域未開通證件辨識。</translation>
    </message>
    <message>
        <source>Permit recognition is there, and takes no more pictures for the moment.</source>
        <translation>證件辨識可用，但暫時不再接收圖片。</translation>
    </message>
    <message>
        <source>Place one permit flat on a plain ground, bring it closer and take the picture again.</source>
        <translation>請把一張證件平放在素色檯面上，移近一些，重新拍攝。</translation>
    </message>
    <message>
        <source>Place the front or back of a 往来港澳通行证 or 往来台湾通行证 under the camera.</source>
        <translation>請把往來港澳通行證或往來台灣通行證的正面或背面放在攝影機下。</translation>
    </message>
    <message>
        <source>Plain http is not protected by TLS.</source>
        <translation>未加密的 http 不受 TLS 保護。</translation>
    </message>
    <message>
        <source>Plug it in, or choose the camera in the settings.</source>
        <translation>請將其連接，或在設定中選擇攝影機。</translation>
    </message>
    <message>
        <source>Plug it in: it is opened as soon as it answers.</source>
        <translation>請接好攝影機：接通後會自動開啟。</translation>
    </message>
    <message>
        <source>Put the right vault.db back, if there is one; nothing was changed. To keep this one beside and begin a new vault, use `permit-desktop vault begin-anew`.</source>
        <translation>如有正確的 vault.db，請將其放回；沒有任何更動。若要保留此檔案並建立新保險庫，請用 `permit-desktop vault begin-anew`。</translation>
    </message>
    <message>
        <source>Put vault.keys back from a backup; nothing was changed. To start anew, move the data folder away.</source>
        <translation>請從備份恢復 vault.keys；沒有任何改動。要重新開始，請移走資料夾。</translation>
    </message>
    <message>
        <source>Retry the job to have the picture read, or discard it.</source>
        <translation>請重試此任務以辨識圖片，或將其棄用。</translation>
    </message>
    <message>
        <source>Retry the job to try it again, or discard it.</source>
        <translation>請重試此任務，或將其棄用。</translation>
    </message>
    <message>
        <source>Save each page as a picture of its own.</source>
        <translation>請把每一頁另存為單獨的圖片。</translation>
    </message>
    <message>
        <source>Save it in the encoding UTF-8.</source>
        <translation>請以 UTF-8 編碼儲存。</translation>
    </message>
    <message>
        <source>Save the picture as an ordinary JPEG or PNG.</source>
        <translation>請把圖片另存為普通的 JPEG 或 PNG。</translation>
    </message>
    <message>
        <source>Save the picture with fewer pixels.</source>
        <translation>請以較少的像素另存圖片。</translation>
    </message>
    <message>
        <source>Save the picture with stronger JPEG compression or fewer pixels.</source>
        <translation>請提高 JPEG 壓縮率或減少像素後另存圖片。</translation>
    </message>
    <message>
        <source>Scan the permit again if it is needed, then discard this job.</source>
        <translation>如有需要，請重新掃描證件，然後棄用此任務。</translation>
    </message>
    <message>
        <source>Scan the permit again if it is needed.</source>
        <translation>如有需要，請重新掃描證件。</translation>
    </message>
    <message>
        <source>See which with `permit-desktop settings show`.</source>
        <translation>用 `permit-desktop settings show` 檢視是哪些。</translation>
    </message>
    <message>
        <source>Send the picture itself.</source>
        <translation>請直接傳送圖片。</translation>
    </message>
    <message>
        <source>Set the scanner to save pictures of one of these kinds.</source>
        <translation>請將掃描器設定為以其中一種格式儲存圖片。</translation>
    </message>
    <message>
        <source>Shade the desk, or turn the lamp away from it.</source>
        <translation>請為桌面遮光，或將燈轉開。</translation>
    </message>
    <message>
        <source>Sign in as the user who made the vault, or enter the recovery code with `permit-desktop vault recover`.</source>
        <translation>請用建立保險庫的使用者登入，或用 `permit-desktop vault recover` 輸入復原碼。</translation>
    </message>
    <message>
        <source>Sign in to the network if it asks for it, and check the service&apos;s address in the settings.</source>
        <translation>如果網路要求登入，請先登入，並檢查設定中的服務位址。</translation>
    </message>
    <message>
        <source>Start the program again: it keeps the damaged vault beside and begins a new one. Then check the disk.</source>
        <translation>請重新啟動程式：損壞的保險庫會保留在一旁，並新建一個。然後請檢查磁碟。</translation>
    </message>
    <message>
        <source>Start the program again; it checks the vault. If it happens again, check the disk.</source>
        <translation>請重新啟動程式，程式會檢查保險庫。如果再次出現，請檢查磁碟。</translation>
    </message>
    <message>
        <source>Start the program at a terminal and enter it, or give it as the first line of standard input.</source>
        <translation>請從終端啟動程式並輸入通關密語，或作為標準輸入的第一行提供。</translation>
    </message>
    <message>
        <source>Start the program in a desktop session with GNOME Keyring or KWallet, or enter the credentials each time.</source>
        <translation>請在裝有 GNOME Keyring 或 KWallet 的桌面工作階段中啟動程式，或每次輸入認證資訊。</translation>
    </message>
    <message>
        <source>Store them in the keyring with `permit-desktop credentials set --proxy`, and leave only http://host:port.</source>
        <translation>請用 `permit-desktop credentials set --proxy` 存入系統鑰匙圈，設定中只保留 http://host:port。</translation>
    </message>
    <message>
        <source>Store them in the settings, or with `permit-desktop credentials set --proxy`.</source>
        <translation>請在設定中儲存，或用 `permit-desktop credentials set --proxy` 儲存。</translation>
    </message>
    <message>
        <source>Store them with `permit-desktop credentials set`.</source>
        <translation>請用 `permit-desktop credentials set` 儲存。</translation>
    </message>
    <message>
        <source>Subscribe to the service in the region that the settings name, or read permits on this device.</source>
        <translation>請在設定中的區域開通該服務，或在本機辨識。</translation>
    </message>
    <message>
        <source>Switch on a lamp, or turn the camera away from a window behind it.</source>
        <translation>請打開燈，或避免攝影機正對窗戶。</translation>
    </message>
    <message>
        <source>Take the picture again with more pixels.</source>
        <translation>請用更高的像素重新拍攝。</translation>
    </message>
    <message>
        <source>Take the picture again, with the permit larger.</source>
        <translation>請重新拍攝，讓證件更大。</translation>
    </message>
    <message>
        <source>Take the picture again: the whole permit, sharp, and without glare.</source>
        <translation>請重新拍攝：證件完整、清晰、無反光。</translation>
    </message>
    <message>
        <source>Take the picture again; if it happens with every picture, tell your administrator.</source>
        <translation>請重新拍攝；如果每張都如此，請告知管理員。</translation>
    </message>
    <message>
        <source>Take the picture again; the reader starts anew by itself.</source>
        <translation>請重新拍攝；辨識程式會自行重新啟動。</translation>
    </message>
    <message>
        <source>Take the project ID that the console shows for this region.</source>
        <translation>請使用主控台中該區域的專案 ID。</translation>
    </message>
    <message>
        <source>The account at the service is restricted, in arrears, or its quota is used up.</source>
        <translation>服務帳號受限、欠費或配額已用完。</translation>
    </message>
    <message>
        <source>The account may not use permit recognition.</source>
        <translation>此帳號無權使用證件辨識。</translation>
    </message>
    <message>
        <source>The address names no region of the vendor.</source>
        <translation>地址中沒有廠商的區域名。</translation>
    </message>
    <message>
        <source>The audit trail holds: {0} entries.</source>
        <translation>稽核記錄完整：共 {0} 筆。</translation>
    </message>
    <message>
        <source>The audit trail was changed: it does not hold from entry {0} on.</source>
        <translation>稽核記錄遭變更：從第 {0} 筆起不再有效。</translation>
    </message>
    <message>
        <source>The camera does not answer.</source>
        <translation>攝影機沒有回應。</translation>
    </message>
    <message>
        <source>The camera gives no more pictures.</source>
        <translation>攝影機不再提供畫面。</translation>
    </message>
    <message>
        <source>The camera gives no picture.</source>
        <translation>攝影機沒有畫面。</translation>
    </message>
    <message>
        <source>The camera gives pictures of {0} × {1} pixels, which are small for a permit.</source>
        <translation>攝影機畫面為 {0} × {1} 像素，對證件來說偏小。</translation>
    </message>
    <message>
        <source>The camera gives pictures of {0} × {1} pixels.</source>
        <translation>攝影機畫面為 {0} × {1} 像素。</translation>
    </message>
    <message>
        <source>The camera is not open.</source>
        <translation>攝影機未開啟。</translation>
    </message>
    <message>
        <source>The camera is used by another program, or this one may not use it.</source>
        <translation>攝影機被其他程式佔用，或本程式無權使用。</translation>
    </message>
    <message>
        <source>The camera keeps giving the same picture.</source>
        <translation>攝影機一直給出同一幅畫面。</translation>
    </message>
    <message>
        <source>The camera was not found.</source>
        <translation>找不到攝影機。</translation>
    </message>
    <message>
        <source>The card in this picture is not a mainland exit-entry permit that this program reads.</source>
        <translation>圖片中的卡證不是本程式能辨識的出入境通行證。</translation>
    </message>
    <message>
        <source>The connection breaks when it is to be secured.</source>
        <translation>建立加密連線時中斷。</translation>
    </message>
    <message>
        <source>The connection is secure ({0}).</source>
        <translation>連線已加密（{0}）。</translation>
    </message>
    <message>
        <source>The data folder cannot be written.</source>
        <translation>資料夾無法寫入。</translation>
    </message>
    <message>
        <source>The data folder is in use by {0}.</source>
        <translation>資料夾正被 {0} 占用。</translation>
    </message>
    <message>
        <source>The demo touches no keyring.</source>
        <translation>示範不使用系統鑰匙圈。</translation>
    </message>
    <message>
        <source>The diagnostics cannot be written there.</source>
        <translation>診斷資訊無法寫入該處。</translation>
    </message>
    <message>
        <source>The disk failed while the vault was read or written.</source>
        <translation>讀寫保險庫時磁碟出錯。</translation>
    </message>
    <message>
        <source>The disk is too full to store anything safely.</source>
        <translation>磁碟空間不足，無法安全儲存。</translation>
    </message>
    <message>
        <source>The export file cannot be written.</source>
        <translation>匯出檔案無法寫入。</translation>
    </message>
    <message>
        <source>The file cannot be opened.</source>
        <translation>無法開啟該檔案。</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>檔案無法讀取。</translation>
    </message>
    <message>
        <source>The file holds several pages.</source>
        <translation>檔案含有多頁。</translation>
    </message>
    <message>
        <source>The file holds something that cannot be read.</source>
        <translation>檔案中有無法讀取的內容。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>檔案是空的。</translation>
    </message>
    <message>
        <source>The file is larger than any settings file.</source>
        <translation>該檔案大於任何設定檔。</translation>
    </message>
    <message>
        <source>The file is larger than {0} MB.</source>
        <translation>檔案大於 {0} MB。</translation>
    </message>
    <message>
        <source>The file is no TOML from this line on.</source>
        <translation>從此行起不是有效的 TOML。</translation>
    </message>
    <message>
        <source>The file is no UTF-8 text.</source>
        <translation>該檔案不是 UTF-8 文字。</translation>
    </message>
    <message>
        <source>The file is not a JPEG, PNG, BMP or TIFF picture.</source>
        <translation>檔案不是 JPEG、PNG、BMP 或 TIFF 圖片。</translation>
    </message>
    <message>
        <source>The file of certificate authorities cannot be read.</source>
        <translation>憑證授權單位檔案無法讀取。</translation>
    </message>
    <message>
        <source>The file vault.keys, without which the vault cannot be opened, is missing or damaged.</source>
        <translation>開啟保險庫所需的 vault.keys 檔案遺失或損壞。</translation>
    </message>
    <message>
        <source>The key of the vault is not in this computer&apos;s keyring.</source>
        <translation>本機的系統鑰匙圈中沒有保險庫的金鑰。</translation>
    </message>
    <message>
        <source>The keyring did not keep or give back the secret.</source>
        <translation>系統鑰匙圈未能儲存或傳回金鑰。</translation>
    </message>
    <message>
        <source>The keyring holds no credentials of the service.</source>
        <translation>系統鑰匙圈中沒有服務的認證資訊。</translation>
    </message>
    <message>
        <source>The keyring is locked.</source>
        <translation>系統鑰匙圈已鎖定。</translation>
    </message>
    <message>
        <source>The keyring opens and answers.</source>
        <translation>系統鑰匙圈可以開啟並回應。</translation>
    </message>
    <message>
        <source>The passphrase has fewer than {0} characters.</source>
        <translation>通關密語少於 {0} 個字元。</translation>
    </message>
    <message>
        <source>The permit reaches beyond the edge of the picture.</source>
        <translation>證件超出了畫面邊緣。</translation>
    </message>
    <message>
        <source>The picture has a side longer than {0} pixels.</source>
        <translation>圖片有一邊超過 {0} 像素。</translation>
    </message>
    <message>
        <source>The picture has a side shorter than {0} pixels.</source>
        <translation>圖片有一邊不足 {0} 像素。</translation>
    </message>
    <message>
        <source>The picture has been purged.</source>
        <translation>圖片已被清理。</translation>
    </message>
    <message>
        <source>The picture is damaged or cut short.</source>
        <translation>圖片已損壞或不完整。</translation>
    </message>
    <message>
        <source>The picture is dark.</source>
        <translation>畫面太暗。</translation>
    </message>
    <message>
        <source>The picture is overexposed.</source>
        <translation>畫面過曝。</translation>
    </message>
    <message>
        <source>The picture is smaller than {0} pixels.</source>
        <translation>圖片小於 {0} 像素。</translation>
    </message>
    <message>
        <source>The picture is too blurred to be read.</source>
        <translation>圖片太模糊，無法辨識。</translation>
    </message>
    <message>
        <source>The picture was lost when the vault was damaged.</source>
        <translation>保險庫損壞時，此圖片已遺失。</translation>
    </message>
    <message>
        <source>The picture was saved from a damaged vault, but not how far the work on it had come.</source>
        <translation>圖片已從損壞的保險庫中救回，但其處理進度已遺失。</translation>
    </message>
    <message>
        <source>The picture&apos;s kind of pixels is not supported.</source>
        <translation>不支援這種像素格式的圖片。</translation>
    </message>
    <message>
        <source>The program was ended many times while this picture was being read.</source>
        <translation>讀取此圖片時，程式曾多次中斷。</translation>
    </message>
    <message>
        <source>The project ID does not belong to the region {0}, or may not be used there.</source>
        <translation>專案 ID 不屬於區域 {0}，或不能在該區域使用。</translation>
    </message>
    <message>
        <source>The proxy asks for a user and a password.</source>
        <translation>代理伺服器要求使用者名稱和密碼。</translation>
    </message>
    <message>
        <source>The proxy connects to the service.</source>
        <translation>代理伺服器已連線到服務。</translation>
    </message>
    <message>
        <source>The proxy does not accept the stored user and password.</source>
        <translation>代理伺服器不接受已儲存的使用者名稱和密碼。</translation>
    </message>
    <message>
        <source>The proxy does not answer.</source>
        <translation>代理伺服器沒有回應。</translation>
    </message>
    <message>
        <source>The proxy does not let the program through to the service.</source>
        <translation>代理伺服器不允許程式存取服務。</translation>
    </message>
    <message>
        <source>The proxy does not reach the service (its answer is {0}).</source>
        <translation>代理伺服器連線不到服務（回應為 {0}）。</translation>
    </message>
    <message>
        <source>The proxy looks up the service&apos;s name.</source>
        <translation>由代理伺服器查詢服務的主機名。</translation>
    </message>
    <message>
        <source>The proxy makes the connection with the first request.</source>
        <translation>代理伺服器在第一次請求時建立連線。</translation>
    </message>
    <message>
        <source>The proxy refuses to connect to the service (its answer is {0}).</source>
        <translation>代理伺服器拒絕連線服務（回應為 {0}）。</translation>
    </message>
    <message>
        <source>The proxy takes no connections at port {0}.</source>
        <translation>代理伺服器在連接埠 {0} 上不接受連線。</translation>
    </message>
    <message>
        <source>The proxy {0} answers.</source>
        <translation>代理伺服器{0} 有回應。</translation>
    </message>
    <message>
        <source>The proxy {0} lets the program through.</source>
        <translation>代理伺服器{0} 允許程式透過。</translation>
    </message>
    <message>
        <source>The proxy {0} takes connections.</source>
        <translation>代理伺服器{0} 接受連線。</translation>
    </message>
    <message>
        <source>The proxy&apos;s address is not of the form http://host:port.</source>
        <translation>代理伺服器位址的格式應為 http://host:port。</translation>
    </message>
    <message>
        <source>The proxy&apos;s name cannot be looked up.</source>
        <translation>無法查詢代理伺服器的主機名。</translation>
    </message>
    <message>
        <source>The proxy&apos;s user and password do not belong into the settings.</source>
        <translation>代理伺服器的使用者名稱和密碼不應寫在設定中。</translation>
    </message>
    <message>
        <source>The reader stopped over this picture.</source>
        <translation>辨識程式在處理這張圖片時中止。</translation>
    </message>
    <message>
        <source>The reading process cannot be started.</source>
        <translation>辨識程式無法啟動。</translation>
    </message>
    <message>
        <source>The recogniser of this computer can be used.</source>
        <translation>本機辨識引擎可用。</translation>
    </message>
    <message>
        <source>The recognition model {0} is missing from this installation.</source>
        <translation>安裝中缺少辨識模型 {0}。</translation>
    </message>
    <message>
        <source>The region is {0}.</source>
        <translation>區域是 {0}。</translation>
    </message>
    <message>
        <source>The region {0} is not among those where recognition was ever offered.</source>
        <translation>區域 {0} 從未提供過辨識服務。</translation>
    </message>
    <message>
        <source>The service accepts the credentials.</source>
        <translation>服務接受認證資訊。</translation>
    </message>
    <message>
        <source>The service answered without a result.</source>
        <translation>服務的回應中沒有結果。</translation>
    </message>
    <message>
        <source>The service cannot be reached.</source>
        <translation>無法連線到服務。</translation>
    </message>
    <message>
        <source>The service could not fetch the picture from its address.</source>
        <translation>服務無法從圖片位址取得圖片。</translation>
    </message>
    <message>
        <source>The service could not prove its identity, so nothing was sent.</source>
        <translation>服務未能證明其身份，因此沒有傳送任何內容。</translation>
    </message>
    <message>
        <source>The service could not prove its identity.</source>
        <translation>服務未能證明其身份。</translation>
    </message>
    <message>
        <source>The service did not answer in time, or the connection broke.</source>
        <translation>服務沒有及時回應，或連線中斷。</translation>
    </message>
    <message>
        <source>The service did not look at the credentials.</source>
        <translation>服務沒有檢查認證資訊。</translation>
    </message>
    <message>
        <source>The service does not accept the credentials.</source>
        <translation>服務不接受這些認證資訊。</translation>
    </message>
    <message>
        <source>The service does not accept the sign-in any more.</source>
        <translation>服務不再接受此登入。</translation>
    </message>
    <message>
        <source>The service does not accept this picture&apos;s format or size.</source>
        <translation>服務不接受此圖片的格式或大小。</translation>
    </message>
    <message>
        <source>The service does not answer at port {0}.</source>
        <translation>服務在連接埠 {0} 上沒有回應。</translation>
    </message>
    <message>
        <source>The service does not understand the request.</source>
        <translation>服務無法理解該請求。</translation>
    </message>
    <message>
        <source>The service failed to read this picture.</source>
        <translation>服務未能辨識此圖片。</translation>
    </message>
    <message>
        <source>The service has locked the access key after too many wrong signatures.</source>
        <translation>簽章錯誤次數過多，服務已鎖定該存取金鑰。</translation>
    </message>
    <message>
        <source>The service has trouble of its own.</source>
        <translation>服務自身出現故障。</translation>
    </message>
    <message>
        <source>The service is {0}.</source>
        <translation>服務是 {0}。</translation>
    </message>
    <message>
        <source>The service points to another address, which the program does not follow with pictures and credentials.</source>
        <translation>服務指向另一個位址；程式不會帶著圖片和認證資訊跳轉過去。</translation>
    </message>
    <message>
        <source>The service refused these credentials a moment ago, so they were not sent again: too many refusals lock the key.</source>
        <translation>服務剛剛拒絕了這些憑證，因此沒有再次傳送：多次被拒絕會鎖定金鑰。</translation>
    </message>
    <message>
        <source>The service sees no permit on this picture, or cannot read it.</source>
        <translation>服務在圖片中沒有找到證件，或無法辨識。</translation>
    </message>
    <message>
        <source>The service takes connections at port {0}.</source>
        <translation>服務在連接埠 {0} 上接受連線。</translation>
    </message>
    <message>
        <source>The service takes no connections at port {0}.</source>
        <translation>服務在連接埠 {0} 上不接受連線。</translation>
    </message>
    <message>
        <source>The service takes no more pictures for the moment.</source>
        <translation>服務暫時不再接收圖片。</translation>
    </message>
    <message>
        <source>The service&apos;s address is not of the form https://host[:port][/path].</source>
        <translation>服務位址的格式應為 https://host[:port][/path]。</translation>
    </message>
    <message>
        <source>The service&apos;s address is plain http, which would send pictures and credentials unprotected.</source>
        <translation>服務位址是未加密的 http，圖片和認證資訊將不受保護。</translation>
    </message>
    <message>
        <source>The service&apos;s answer is damaged or not in the agreed form.</source>
        <translation>服務的回應已損壞或格式不符。</translation>
    </message>
    <message>
        <source>The service&apos;s answer is larger than any answer can be.</source>
        <translation>服務的回應過大。</translation>
    </message>
    <message>
        <source>The service&apos;s certificate has expired.</source>
        <translation>服務的憑證已過期。</translation>
    </message>
    <message>
        <source>The service&apos;s certificate is made out to another name.</source>
        <translation>服務的憑證屬於另一個名稱。</translation>
    </message>
    <message>
        <source>The service&apos;s certificate is not valid yet.</source>
        <translation>服務的憑證尚未生效。</translation>
    </message>
    <message>
        <source>The service&apos;s certificate was issued by an authority that this computer does not trust.</source>
        <translation>服務的憑證由本機不信任的機構頒發。</translation>
    </message>
    <message>
        <source>The service&apos;s name cannot be looked up.</source>
        <translation>無法查詢服務的主機名。</translation>
    </message>
    <message>
        <source>The service&apos;s name is known.</source>
        <translation>已找到服務的主機名。</translation>
    </message>
    <message>
        <source>The service&apos;s project ID is missing.</source>
        <translation>缺少服務的專案 ID。</translation>
    </message>
    <message>
        <source>The settings file cannot be written.</source>
        <translation>設定檔案無法寫入。</translation>
    </message>
    <message>
        <source>The settings&apos; files can be used.</source>
        <translation>設定檔可用。</translation>
    </message>
    <message>
        <source>The simulated camera has no specimens to show.</source>
        <translation>模擬攝影機沒有可展示的樣本。</translation>
    </message>
    <message>
        <source>The simulated camera is not open.</source>
        <translation>模擬攝影機沒有開啟。</translation>
    </message>
    <message>
        <source>The stored credentials are of another kind than the settings ask for.</source>
        <translation>已儲存的認證資訊與設定要求的類型不符。</translation>
    </message>
    <message>
        <source>The usual camera is not plugged in, another one is used.</source>
        <translation>常用攝影機未連接，正在使用另一個。</translation>
    </message>
    <message>
        <source>The vault is damaged, or vault.db is another vault&apos;s: nothing of it can be read.</source>
        <translation>保險庫已損壞，或 vault.db 屬於另一個保險庫：其中的內容全都無法讀取。</translation>
    </message>
    <message>
        <source>The vault is damaged.</source>
        <translation>保險庫已損壞。</translation>
    </message>
    <message>
        <source>The vault is not open.</source>
        <translation>保險庫沒有開啟。</translation>
    </message>
    <message>
        <source>The vault is sound, but a damaged one lies beside: pictures that are purged stay readable in it.</source>
        <translation>保險庫完好，但旁邊留有一個損壞的保險庫：已清理的圖片在其中仍可讀取。</translation>
    </message>
    <message>
        <source>The vault is sound.</source>
        <translation>保險庫完好。</translation>
    </message>
    <message>
        <source>The vault opens with a passphrase; `permit-desktop vault check` asks for it.</source>
        <translation>保險庫需用通行密語開啟；`permit-desktop vault check` 會詢問。</translation>
    </message>
    <message>
        <source>The vendor never listed permit recognition in the region {0}.</source>
        <translation>廠商從未在區域 {0} 列出證件辨識。</translation>
    </message>
    <message>
        <source>The video file is not open.</source>
        <translation>影片檔案沒有開啟。</translation>
    </message>
    <message>
        <source>The watched folder is not there.</source>
        <translation>監看的資料夾不存在。</translation>
    </message>
    <message>
        <source>There are: {0}.</source>
        <translation>可用的有：{0}。</translation>
    </message>
    <message>
        <source>There is enough light.</source>
        <translation>光線充足。</translation>
    </message>
    <message>
        <source>There is no file {0}.</source>
        <translation>沒有檔案 {0}。</translation>
    </message>
    <message>
        <source>There is no permit in this picture.</source>
        <translation>圖片中沒有證件。</translation>
    </message>
    <message>
        <source>There is no permit recognition at the service address of the settings.</source>
        <translation>設定中的服務位址上沒有證件辨識服務。</translation>
    </message>
    <message>
        <source>There is no picture from a camera.</source>
        <translation>沒有攝影機畫面。</translation>
    </message>
    <message>
        <source>There is no section of this name.</source>
        <translation>沒有此名稱的區段。</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>沒有這個檔案。</translation>
    </message>
    <message>
        <source>There is no such job.</source>
        <translation>沒有這個任務。</translation>
    </message>
    <message>
        <source>There is no such record.</source>
        <translation>沒有這條記錄。</translation>
    </message>
    <message>
        <source>There is no vault yet: it is made when the window opens.</source>
        <translation>尚無保險庫：開啟視窗時會建立。</translation>
    </message>
    <message>
        <source>These are no complete credentials of a proxy.</source>
        <translation>代理伺服器的認證資訊不完整。</translation>
    </message>
    <message>
        <source>These are no complete credentials.</source>
        <translation>認證資訊不完整。</translation>
    </message>
    <message>
        <source>This computer offers no keyring to keep secrets in.</source>
        <translation>本機沒有可儲存金鑰的系統鑰匙圈。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock agrees with the service&apos;s.</source>
        <translation>本機時鐘與服務一致。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {0} minutes ahead of the service&apos;s.</source>
        <translation>本機時鐘比服務快 {0} 分鐘。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {0} minutes behind the service&apos;s.</source>
        <translation>本機時鐘比服務慢 {0} 分鐘。</translation>
    </message>
    <message>
        <source>This computer&apos;s date is {0}, before this program was installed.</source>
        <translation>本機日期為 {0}，早於程式安裝日期。</translation>
    </message>
    <message>
        <source>This computer&apos;s date is {0}.</source>
        <translation>本機日期為 {0}。</translation>
    </message>
    <message>
        <source>This is a folder, not a picture.</source>
        <translation>這是資料夾，不是圖片。</translation>
    </message>
    <message>
        <source>This is a section, not a setting.</source>
        <translation>這是一個區段，而不是設定項。</translation>
    </message>
    <message>
        <source>This is no recovery code: a character is missing or mistyped.</source>
        <translation>這不是復原碼：缺少字元或輸入有誤。</translation>
    </message>
    <message>
        <source>This is written as in a policy file.</source>
        <translation>這是原則檔的寫法。</translation>
    </message>
    <message>
        <source>This key, passphrase or recovery code does not open the vault.</source>
        <translation>此金鑰、通關密語或復原碼打不開保險庫。</translation>
    </message>
    <message>
        <source>This service does not fetch pictures from that address.</source>
        <translation>該服務不從此位址取得圖片。</translation>
    </message>
    <message>
        <source>This service does not offer permit recognition any more.</source>
        <translation>此服務已不再提供證件辨識。</translation>
    </message>
    <message>
        <source>This vault opens with a passphrase.</source>
        <translation>此保險庫需用通關密語開啟。</translation>
    </message>
    <message>
        <source>Try again; send the details if it stays.</source>
        <translation>請重試；如果仍然如此，請傳送詳情。</translation>
    </message>
    <message>
        <source>Try it once more, then take the picture again.</source>
        <translation>請再試一次，仍不行則重新拍攝。</translation>
    </message>
    <message>
        <source>Type it again as it is printed: seven groups of four characters.</source>
        <translation>請照印出的樣子重新輸入：七組，每組四個字元。</translation>
    </message>
    <message>
        <source>Typing into another program needs {0}, which is not installed.</source>
        <translation>向另一個程式鍵入需要 {0}，但尚未安裝。</translation>
    </message>
    <message>
        <source>Unlock the keyring of this computer, then try again.</source>
        <translation>請解鎖本機的系統鑰匙圈，然後重試。</translation>
    </message>
    <message>
        <source>Use 0 for the first camera, 1 for the second.</source>
        <translation>第一個攝影機用 0，第二個用 1。</translation>
    </message>
    <message>
        <source>Use an https address.</source>
        <translation>請使用 https 位址。</translation>
    </message>
    <message>
        <source>Use one of these kinds: {0}.</source>
        <translation>請使用下列格式之一：{0}。</translation>
    </message>
    <message>
        <source>Wait five minutes without trying; if it is locked again then, enter the credentials again.</source>
        <translation>請等待五分鐘，期間不要重試；若之後再次被鎖定，請重新輸入憑證。</translation>
    </message>
    <message>
        <source>What answers at this port does not speak TLS, or only an old version of it.</source>
        <translation>此連接埠上的回應方不支援 TLS，或只支援舊版本。</translation>
    </message>
    <message>
        <source>What came before was read. Copy the file again from where it was recorded.</source>
        <translation>此前的部分已讀取。請從錄製處重新複製該檔案。</translation>
    </message>
    <message>
        <source>Without a picture nothing can be said of the light.</source>
        <translation>沒有畫面，無法判斷光線。</translation>
    </message>
    <message>
        <source>Write `{0} =` and the value alone, without braces and `locked`.</source>
        <translation>只寫 `{0} =` 和值本身，不帶大括號和 `locked`。</translation>
    </message>
    <message>
        <source>Write each setting as `name = value` under its `[section]`, texts in &quot;quotes&quot;, and each name once.</source>
        <translation>請在 `[區段]` 下以 `名稱 = 值` 的形式書寫每項設定，文字加雙引號，每個名稱只寫一次。</translation>
    </message>
    <message>
        <source>Write in braces what `{0}` is: first its value, then whether it is locked.</source>
        <translation>請在大括號中寫明 `{0}`：先寫值，再寫是否鎖定。</translation>
    </message>
    <message>
        <source>[{0}] has no setting of this name.</source>
        <translation>[{0}] 中沒有此名稱的設定。</translation>
    </message>
    <message>
        <source>`locked` is neither true nor false.</source>
        <translation>`locked` 既不是 true 也不是 false。</translation>
    </message>
    <message>
        <source>`{0}` has to be {1}.</source>
        <translation>`{0}` 必須是 {1}。</translation>
    </message>
    <message>
        <source>`{0}` is set by your administrator.</source>
        <translation>`{0}` 由管理員設定。</translation>
    </message>
    <message>
        <source>{0} GB are free on the data folder&apos;s disk.</source>
        <translation>資料夾所在磁碟有 {0} GB 可用。</translation>
    </message>
    <message>
        <source>{0} cannot be read as a video.</source>
        <translation>{0} 無法作為影片讀取。</translation>
    </message>
    <message>
        <source>{0} ends too early: a part of it is missing or damaged.</source>
        <translation>{0} 過早結束：其中一部分遺失或已損壞。</translation>
    </message>
    <message>
        <source>{0} entries of the settings&apos; files cannot be used; the defaults hold.</source>
        <translation>設定檔中有 {0} 項無法使用，已採用預設值。</translation>
    </message>
    <message>
        <source>{0} is a folder.</source>
        <translation>{0} 是資料夾。</translation>
    </message>
</context>
<context>
    <name>PlaceControl</name>
    <message>
        <source>Choose …</source>
        <translation>選擇…</translation>
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
        <translation>跟隨系統</translation>
    </message>
    <message>
        <source>None</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>指定位址</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>代理伺服器位址</translation>
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
        <translation>圖片</translation>
    </message>
    <message>
        <source>Captured</source>
        <translation>拍攝時間</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>嘗試次數</translation>
    </message>
    <message>
        <source>Next attempt</source>
        <translation>下次嘗試</translation>
    </message>
    <message>
        <source>What happened, and what to do</source>
        <translation>發生了什麼，如何處理</translation>
    </message>
    <message>
        <source>in {count} s</source>
        <translation>{count} 秒後</translation>
    </message>
    <message>
        <source>in {count} min</source>
        <translation>{count} 分鐘後</translation>
    </message>
    <message>
        <source>in {count} h</source>
        <translation>{count} 小時後</translation>
    </message>
    <message>
        <source>in its turn</source>
        <translation>依次進行</translation>
    </message>
    <message>
        <source>sent: {count}</source>
        <translation>已傳送：{count}</translation>
    </message>
    <message>
        <source>perhaps charged: {count}</source>
        <translation>可能已計費：{count}</translation>
    </message>
    <message>
        <source>record {id}</source>
        <translation>記錄 {id}</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>Discard the chosen captures ({count})?</source>
        <translation>棄用所選的拍攝（{count}）？</translation>
    </message>
    <message>
        <source>They are not read any more, and their pictures go at the next purge.</source>
        <translation>它們不再辨識，圖片會在下次清理時刪除。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>棄用</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>佇列</translation>
    </message>
    <message>
        <source>Captures in the queue</source>
        <translation>佇列中的拍攝</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暫停</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重試</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Review the chosen record</source>
        <translation>核對所選的記錄</translation>
    </message>
    <message>
        <source>Try the chosen captures again</source>
        <translation>重試所選的拍攝</translation>
    </message>
    <message>
        <source>Discard the chosen captures</source>
        <translation>棄用所選的拍攝</translation>
    </message>
    <message>
        <source>Show the record</source>
        <translation>顯示記錄</translation>
    </message>
    <message>
        <source>Nothing is sent: {reason}</source>
        <translation>已停止傳送：{reason}</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>沒有等待的</translation>
    </message>
    <message>
        <source>Captures wait here until they are read and reviewed, also without a network. Scan a permit (Ctrl+1), or open a picture (Ctrl+O), to begin.</source>
        <translation>拍攝後的圖片會在這裡等待辨識和核對，沒有網路也不會丟失。要開始，請掃描證件 (Ctrl+1) 或開啟圖片 (Ctrl+O)。</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>沒有待處理的</translation>
    </message>
    <message>
        <source>A capture that does not go on by itself appears here, with what can be done about it.</source>
        <translation>無法自動繼續的拍攝會顯示在這裡，並說明如何處理。</translation>
    </message>
    <message>
        <source>Nothing is done yet</source>
        <translation>還沒有完成的</translation>
    </message>
    <message>
        <source>Captures whose record was reviewed, and discarded ones, appear here until they are purged.</source>
        <translation>已核對和已棄用的拍攝會顯示在這裡，直到被清理。</translation>
    </message>
</context>
<context>
    <name>QueueProgress</name>
    <message>
        <source>Progress of the queue</source>
        <translation>佇列進度</translation>
    </message>
    <message>
        <source>{done} of {total} done</source>
        <translation>已完成 {done} / {total}</translation>
    </message>
    <message>
        <source>Paused: captures are stored and wait</source>
        <translation>已暫停：拍攝會儲存並等待</translation>
    </message>
    <message>
        <source>Queue: {done}</source>
        <translation>佇列：{done}</translation>
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
        <translation>暫停</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>核對</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重試</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>棄用</translation>
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
        <translation>待處理</translation>
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
        <translation>往來{region}簽注</translation>
    </message>
    <message>
        <source>expired on {day}</source>
        <translation>已於 {day} 到期</translation>
    </message>
    <message>
        <source>valid from {day} on</source>
        <translation>自 {day} 起有效</translation>
    </message>
    <message>
        <source>days left: {left}</source>
        <translation>剩餘 {left} 天</translation>
    </message>
    <message>
        <source>Permit</source>
        <translation>證件</translation>
    </message>
    <message>
        <source>Read:</source>
        <translation>辨識為：</translation>
    </message>
    <message>
        <source>Other reading:</source>
        <translation>另一辨識：</translation>
    </message>
    <message>
        <source>Machine line:</source>
        <translation>機讀碼：</translation>
    </message>
</context>
<context>
    <name>RecordDetailView</name>
    <message>
        <source>Record</source>
        <translation>記錄</translation>
    </message>
    <message>
        <source>Fields of the record</source>
        <translation>記錄的欄位</translation>
    </message>
    <message>
        <source>History of the record</source>
        <translation>記錄的歷史</translation>
    </message>
    <message>
        <source>Close the record</source>
        <translation>關閉記錄</translation>
    </message>
    <message>
        <source>Close the record (Esc)</source>
        <translation>關閉記錄（Esc）</translation>
    </message>
    <message>
        <source>Copy field</source>
        <translation>複製欄位</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>核對</translation>
    </message>
    <message>
        <source>Review this record</source>
        <translation>核對此記錄</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>欄位</translation>
    </message>
    <message>
        <source>History</source>
        <translation>歷史</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>圖片</translation>
    </message>
    <message>
        <source>{document} · record {id}</source>
        <translation>{document} · 記錄 {id}</translation>
    </message>
    <message>
        <source>Findings: {count}; show the values to read them</source>
        <translation>提示：{count} 則；顯示內容後可閱讀</translation>
    </message>
    <message>
        <source>More findings: {count}</source>
        <translation>更多提示：{count} 則</translation>
    </message>
</context>
<context>
    <name>RecordFilters</name>
    <message>
        <source>Number, name or a date</source>
        <translation>號碼、姓名或日期</translation>
    </message>
    <message>
        <source>Search in the records</source>
        <translation>在記錄中搜尋</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜尋</translation>
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
        <translation>期間…</translation>
    </message>
    <message>
        <source>When</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Any document</source>
        <translation>任何證件</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>證件</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>任何狀態</translation>
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
        <translation>清除搜尋和篩選</translation>
    </message>
    <message>
        <source>From</source>
        <translation>從</translation>
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
        <translation>暫定</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>待核對</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已核對</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>已棄用</translation>
    </message>
</context>
<context>
    <name>RecordTools</name>
    <message>
        <source>Review the chosen record</source>
        <translation>核對所選的記錄</translation>
    </message>
    <message>
        <source>Copy the chosen records</source>
        <translation>複製所選記錄</translation>
    </message>
    <message>
        <source>Type the chosen record into another program</source>
        <translation>把所選記錄鍵入另一個程式</translation>
    </message>
    <message>
        <source>Export the records in the list</source>
        <translation>匯出清單中的記錄</translation>
    </message>
    <message>
        <source>Values are masked; shown, they are masked again after half a minute</source>
        <translation>內容已遮蓋；顯示後半分鐘會再次遮蓋</translation>
    </message>
    <message>
        <source>Types it as a keyboard would, where you click next (Ctrl+K)</source>
        <translation>像鍵盤一樣，鍵入到您接下來點擊的位置 (Ctrl+K)</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Table of texts (CSV)</source>
        <translation>文字表格（CSV）</translation>
    </message>
    <message>
        <source>Workbook with portraits (Excel)</source>
        <translation>附照片的活頁簿（Excel）</translation>
    </message>
    <message>
        <source>For programs (JSON)</source>
        <translation>供程式使用（JSON）</translation>
    </message>
    <message>
        <source>Hide values</source>
        <translation>隱藏內容</translation>
    </message>
    <message>
        <source>Show values</source>
        <translation>顯示內容</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Type …</source>
        <translation>鍵入…</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>匯出…</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>核對</translation>
    </message>
</context>
<context>
    <name>RecordView</name>
    <message>
        <source>Fields</source>
        <translation>欄位</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>正在辨識…</translation>
    </message>
    <message>
        <source>The permit&apos;s fields appear here</source>
        <translation>證件內容將顯示在這裡</translation>
    </message>
    <message>
        <source>Place a permit under the camera, or open a picture of one. Each field shows its value, its ink on the card and how sure the reading is.</source>
        <translation>請把證件放在攝影機下，或開啟證件圖片。每一項都會顯示辨識結果、證件上的原樣和可信程度。</translation>
    </message>
    <message>
        <source>The back was not read yet</source>
        <translation>背面尚未辨識</translation>
    </message>
    <message>
        <source>Turn the permit over.</source>
        <translation>請翻轉證件。</translation>
    </message>
    <message>
        <source>The front was not read yet</source>
        <translation>正面尚未辨識</translation>
    </message>
    <message>
        <source>Show the permit&apos;s front.</source>
        <translation>請出示證件正面。</translation>
    </message>
</context>
<context>
    <name>Records</name>
    <message>
        <source>Scanned</source>
        <translation>掃描時間</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>號碼</translation>
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
        <translation>證件</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>expired on {day}</source>
        <translation>已於 {day} 到期</translation>
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
        <translation>這筆記錄已不存在。</translation>
    </message>
    <message>
        <source>It was purged, or its picture turned out to be the other side of another record.</source>
        <translation>它已被清除，或其圖片是另一筆記錄的另一面。</translation>
    </message>
    <message>
        <source>Nothing was copied: {most} records at most at a time. Export the list instead (Ctrl+E)</source>
        <translation>沒有複製：一次最多 {most} 筆記錄。請改為匯出清單（Ctrl+E）</translation>
    </message>
    <message>
        <source>Nothing was copied: nothing has been read yet</source>
        <translation>沒有複製：尚未辨識任何內容</translation>
    </message>
    <message>
        <source>Copied; the clipboard is cleared in a minute</source>
        <translation>已複製；剪貼簿將在一分鐘後清空</translation>
    </message>
    <message>
        <source>{copied}. Not there any more: {missing}</source>
        <translation>{copied}。已不存在：{missing}</translation>
    </message>
    <message>
        <source>Nothing can be typed: nothing has been read yet</source>
        <translation>無法鍵入：尚未辨識任何內容</translation>
    </message>
    <message>
        <source>Typed into the other program; look at what arrived there</source>
        <translation>已鍵入另一個程式；請查看那裡的內容</translation>
    </message>
</context>
<context>
    <name>RecordsPage</name>
    <message>
        <source>{count} records exported to {name}</source>
        <translation>已將 {count} 筆記錄匯出到 {name}</translation>
    </message>
    <message>
        <source>The file is not encrypted. Delete it when it has served its purpose.</source>
        <translation>該檔案未加密。用完後請刪除。</translation>
    </message>
    <message>
        <source>Left out, as discarded or not read yet: {count}.</source>
        <translation>未匯出（已棄用或尚未辨識）：{count}。</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>記錄</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜尋</translation>
    </message>
    <message>
        <source>Show the record in full; in it, copy the field</source>
        <translation>顯示完整記錄；在其中複製欄位</translation>
    </message>
    <message>
        <source>Review the chosen record</source>
        <translation>核對所選的記錄</translation>
    </message>
    <message>
        <source>Close the record</source>
        <translation>關閉記錄</translation>
    </message>
    <message>
        <source>Show the values, or mask them</source>
        <translation>顯示或遮蓋內容</translation>
    </message>
    <message>
        <source>Copy the chosen records or the field, for a minute</source>
        <translation>複製所選記錄或欄位，保留一分鐘</translation>
    </message>
    <message>
        <source>Type the chosen record into another program</source>
        <translation>把所選記錄鍵入另一個程式</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>匯出</translation>
    </message>
    <message>
        <source>Records: {count}</source>
        <translation>記錄：{count}</translation>
    </message>
    <message>
        <source>Records: the newest {count}</source>
        <translation>記錄：最新 {count} 筆</translation>
    </message>
    <message>
        <source>No records yet</source>
        <translation>還沒有記錄</translation>
    </message>
    <message>
        <source>What is read of each permit is kept here. Scan a permit (Ctrl+1) to begin.</source>
        <translation>每張證件的辨識結果儲存在這裡。請先掃描證件 (Ctrl+1)。</translation>
    </message>
    <message>
        <source>No record is like this</source>
        <translation>沒有符合的記錄</translation>
    </message>
    <message>
        <source>Change the search or the filters, or clear them.</source>
        <translation>請變更或清除搜尋和篩選。</translation>
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
        <translation>澳門</translation>
    </message>
    <message>
        <source>Taiwan</source>
        <translation>台灣</translation>
    </message>
</context>
<context>
    <name>ReviewBar</name>
    <message>
        <source>Accepted, but not kept: scan it again later</source>
        <translation>已確認，但未保留：請稍後重新掃描</translation>
    </message>
    <message>
        <source>Accepted, but not stored: this is the demo</source>
        <translation>已確認，但未儲存：這是示範</translation>
    </message>
    <message>
        <source>Accepted: lay on the next permit</source>
        <translation>已確認：請放下一張證件</translation>
    </message>
    <message>
        <source>To check: {count}</source>
        <translation>待核對：{count} 項</translation>
    </message>
    <message>
        <source>Nothing left to check</source>
        <translation>沒有需要核對的內容</translation>
    </message>
    <message>
        <source>Enter confirms, typing corrects</source>
        <translation>Enter 確認，直接輸入即可更正</translation>
    </message>
    <message>
        <source>Provisional: a service has still to read this permit. Accepting keeps what stands here; if the service reads it otherwise, the record comes back to you.</source>
        <translation>暫定結果：服務尚未辨識此證件。現在確認會保留當前內容；如果服務的辨識結果不同，記錄會再次請您核對。</translation>
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
        <translation>確認無誤</translation>
    </message>
    <message>
        <source>Accept one side</source>
        <translation>只收這一面</translation>
    </message>
</context>
<context>
    <name>ReviewFlow</name>
    <message>
        <source>Its pictures are deleted: only the stored values are here to review</source>
        <translation>圖片已刪除：只能按已儲存的內容核對</translation>
    </message>
    <message>
        <source>Not all of its pictures are here to look at</source>
        <translation>部分圖片無法檢視</translation>
    </message>
    <message>
        <source>Record {id} is under review, as it is stored</source>
        <translation>正在核對已儲存的記錄 {id}</translation>
    </message>
    <message>
        <source>A permit that is laid down now begins a record of its own, and this one stays to review. Ctrl+T and Ctrl+R scan this permit itself again.</source>
        <translation>現在放下的證件會另建一筆記錄，這一筆仍為待核對。要重新掃描這張證件本身，請按 Ctrl+T 或 Ctrl+R。</translation>
    </message>
    <message>
        <source>The permit before was not accepted; it waits for review. To review: {count}</source>
        <translation>上一張證件尚未確認，等待核對。待核對：{count}</translation>
    </message>
    <message>
        <source>It is stored, and can be reviewed at any time: here, in the queue or in the records.</source>
        <translation>它已儲存，可隨時核對：在此處、佇列頁或記錄頁。</translation>
    </message>
    <message>
        <source>Review it</source>
        <translation>核對它</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>To the queue</source>
        <translation>前往佇列</translation>
    </message>
    <message>
        <source>Nothing is left to review</source>
        <translation>沒有待核對的記錄了</translation>
    </message>
    <message>
        <source>The record is reviewed. Left to review: {count}</source>
        <translation>記錄已核對。剩餘待核對：{count}</translation>
    </message>
    <message>
        <source>Review the next</source>
        <translation>核對下一筆</translation>
    </message>
    <message>
        <source>There is nothing to review in this record yet.</source>
        <translation>此記錄還沒有可核對的內容。</translation>
    </message>
    <message>
        <source>It waits until it is read; the queue says how it stands.</source>
        <translation>辨識之後才能核對；佇列頁顯示其狀態。</translation>
    </message>
</context>
<context>
    <name>SavedLine</name>
    <message>
        <source>Saving …</source>
        <translation>正在儲存…</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已儲存</translation>
    </message>
    <message>
        <source>Saved and reviewed</source>
        <translation>已儲存並已核對</translation>
    </message>
    <message>
        <source>Saved · the service has still to answer</source>
        <translation>已儲存 · 等待服務辨識</translation>
    </message>
    <message>
        <source>Not stored</source>
        <translation>未儲存</translation>
    </message>
    <message>
        <source>Not kept: too many pictures wait for the vault. Scan it again later.</source>
        <translation>未保留：等待存入保險庫的圖片過多。請稍後重新掃描。</translation>
    </message>
    <message>
        <source>Demo: nothing is stored</source>
        <translation>示範：不儲存任何內容</translation>
    </message>
</context>
<context>
    <name>ScanFlow</name>
    <message>
        <source>Picture</source>
        <translation>圖片</translation>
    </message>
    <message>
        <source>On this machine · ready</source>
        <translation>本機辨識 · 就緒</translation>
    </message>
    <message>
        <source>This is the permit&apos;s front again.</source>
        <translation>這還是證件正面。</translation>
    </message>
    <message>
        <source>Turn it over and show its back.</source>
        <translation>請翻面，出示背面。</translation>
    </message>
    <message>
        <source>This is the permit&apos;s back again.</source>
        <translation>這還是證件背面。</translation>
    </message>
    <message>
        <source>Turn it over and show its front.</source>
        <translation>請翻面，出示正面。</translation>
    </message>
    <message>
        <source>This is another permit; the one that was begun stays as it is.</source>
        <translation>這是另一張證件；已開始的那張保持原樣。</translation>
    </message>
    <message>
        <source>Show the other side of the first, or begin with this one.</source>
        <translation>請出示第一張證件的另一面，或從這一張重新開始。</translation>
    </message>
    <message>
        <source>This side is of the other document.</source>
        <translation>這一面屬於另一種證件。</translation>
    </message>
    <message>
        <source>Show the other side of the permit that was begun.</source>
        <translation>請出示正在掃描的那張證件的另一面。</translation>
    </message>
    <message>
        <source>It is not clear which side this is.</source>
        <translation>無法判斷這是哪一面。</translation>
    </message>
    <message>
        <source>Show the side again.</source>
        <translation>請重新出示這一面。</translation>
    </message>
    <message>
        <source>The reader cannot be used</source>
        <translation>辨識程式無法使用</translation>
    </message>
</context>
<context>
    <name>ScanPage</name>
    <message>
        <source>Scan</source>
        <translation>掃描</translation>
    </message>
    <message>
        <source>Take a still now</source>
        <translation>立即拍攝</translation>
    </message>
    <message>
        <source>The same while a value is typed, and for a pedal</source>
        <translation>同上，輸入時也有效，可接腳踏開關</translation>
    </message>
    <message>
        <source>Scan the permit&apos;s other side</source>
        <translation>掃描證件的另一面</translation>
    </message>
    <message>
        <source>Scan the side in view again</source>
        <translation>重新掃描當前這一面</translation>
    </message>
    <message>
        <source>Copy what is marked in a value, for a minute</source>
        <translation>複製欄位中選取的內容，保留一分鐘</translation>
    </message>
    <message>
        <source>Read a picture from the clipboard</source>
        <translation>讀取剪貼簿中的圖片</translation>
    </message>
    <message>
        <source>Confirm, and go to the next doubtful field; accept when none is left</source>
        <translation>確認並轉到下一個待核對項；沒有待核對項時確認整條記錄</translation>
    </message>
    <message>
        <source>Accept the record as it stands</source>
        <translation>按當前內容確認整條記錄</translation>
    </message>
    <message>
        <source>Take the last step back; leave the field</source>
        <translation>撤銷上一步；離開該項</translation>
    </message>
    <message>
        <source>Go from field to field</source>
        <translation>在各項之間移動</translation>
    </message>
    <message>
        <source>Review the record that waits longest</source>
        <translation>核對等待最久的記錄</translation>
    </message>
    <message>
        <source>No picture from a camera</source>
        <translation>沒有攝影機畫面</translation>
    </message>
    <message>
        <source>The camera&apos;s picture appears here as soon as there is one.</source>
        <translation>有畫面後會顯示在這裡。</translation>
    </message>
    <message>
        <source>Preparing the picture …</source>
        <translation>正在準備畫面…</translation>
    </message>
    <message>
        <source>This may take some seconds.</source>
        <translation>可能需要幾秒鐘。</translation>
    </message>
    <message>
        <source>The camera is slow to open …</source>
        <translation>攝影機開啟較慢…</translation>
    </message>
    <message>
        <source>It goes on by itself as soon as the camera answers.</source>
        <translation>攝影機回應後自動繼續。</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>拍攝</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空白鍵</translation>
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
        <translation>{what}：要刪除已儲存的內容嗎？</translation>
    </message>
    <message>
        <source>It is not shown anywhere, and has to be entered again.</source>
        <translation>它不會顯示在任何地方，之後需要重新輸入。</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>刪除</translation>
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
        <translation>{what}：已存入系統鑰匙圈</translation>
    </message>
    <message>
        <source>{what}: entered, until the window is closed</source>
        <translation>{what}：已輸入，關閉視窗前有效</translation>
    </message>
    <message>
        <source>{what}: none stored</source>
        <translation>{what}：未儲存</translation>
    </message>
    <message>
        <source>Replace …</source>
        <translation>更換…</translation>
    </message>
    <message>
        <source>Enter …</source>
        <translation>輸入…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>刪除</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Kept in the keyring of this computer, or without one in memory until the window is closed.</source>
        <translation>儲存在本機的系統鑰匙圈中；沒有鑰匙圈時僅留在記憶體中，直到視窗關閉。</translation>
    </message>
    <message>
        <source>The keyring of this computer could not keep it, so it has to be entered again next time.</source>
        <translation>本機的系統鑰匙圈無法儲存，下次需要重新輸入。</translation>
    </message>
    <message>
        <source>Access key (AK)</source>
        <translation>存取金鑰 (AK)</translation>
    </message>
    <message>
        <source>Secret key (SK)</source>
        <translation>私密金鑰 (SK)</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>帳號</translation>
    </message>
    <message>
        <source>User</source>
        <translation>使用者</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密碼</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>權杖</translation>
    </message>
</context>
<context>
    <name>ServiceAddressControl</name>
    <message>
        <source>A service of your own</source>
        <translation>自有服務</translation>
    </message>
    <message>
        <source>Region of the vendor</source>
        <translation>雲端廠商區域</translation>
    </message>
</context>
<context>
    <name>ServiceWords</name>
    <message>
        <source>The service says: &quot;{words}&quot;.</source>
        <translation>服務的說明：「{words}」。</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>On this machine · loading the reader …</source>
        <translation>本機辨識 · 正在載入…</translation>
    </message>
</context>
<context>
    <name>Setting</name>
    <message>
        <source>Recogniser</source>
        <translation>辨識引擎</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服務</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>攝影機</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>拍攝</translation>
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
        <translation>檢查</translation>
    </message>
    <message>
        <source>New captures are read</source>
        <translation>新拍攝的圖片由誰辨識</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>位址</translation>
    </message>
    <message>
        <source>Project ID</source>
        <translation>專案 ID</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>登入方式</translation>
    </message>
    <message>
        <source>Sign-in address</source>
        <translation>登入位址</translation>
    </message>
    <message>
        <source>Enterprise project ID</source>
        <translation>企業專案 ID</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>憑證授權單位</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理伺服器</translation>
    </message>
    <message>
        <source>Plain http to other computers</source>
        <translation>對其他電腦使用未加密的 http</translation>
    </message>
    <message>
        <source>Turn the picture</source>
        <translation>旋轉畫面</translation>
    </message>
    <message>
        <source>Mirrored picture</source>
        <translation>鏡像畫面</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>寬度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Lock the focus</source>
        <translation>鎖定對焦</translation>
    </message>
    <message>
        <source>Lock the exposure</source>
        <translation>鎖定曝光</translation>
    </message>
    <message>
        <source>Take pictures by itself</source>
        <translation>自動拍攝</translation>
    </message>
    <message>
        <source>Strictness</source>
        <translation>嚴格程度</translation>
    </message>
    <message>
        <source>Sides of a permit</source>
        <translation>證件面數</translation>
    </message>
    <message>
        <source>Watched folder</source>
        <translation>監看的資料夾</translation>
    </message>
    <message>
        <source>Pictures after review</source>
        <translation>核對後的圖片</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>記錄</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外觀</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>提示音</translation>
    </message>
    <message>
        <source>Lock the window after</source>
        <translation>自動鎖定視窗</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>信賴度</translation>
    </message>
    <message>
        <source>Copied record</source>
        <translation>複製的記錄</translation>
    </message>
    <message>
        <source>Who reviews</source>
        <translation>核對人</translation>
    </message>
    <message>
        <source>Permits are read on this computer first in either case.</source>
        <translation>無論哪種方式，都會先在本機辨識。</translation>
    </message>
    <message>
        <source>Host, and where needed port and path.</source>
        <translation>主機名稱，必要時加連接埠和路徑。</translation>
    </message>
    <message>
        <source>Where the password gets its token, if not at the service itself.</source>
        <translation>用密碼換取權杖的位址；就是服務位址時留空。</translation>
    </message>
    <message>
        <source>A PEM file, trusted besides the certificates of the system.</source>
        <translation>PEM 檔案，在系統憑證之外額外信任。</translation>
    </message>
    <message>
        <source>The camera gives a mirrored picture: turn it back.</source>
        <translation>攝影機給出的是鏡像畫面，將其翻轉回來。</translation>
    </message>
    <message>
        <source>Once it is sharp. Not every camera can: watch the picture.</source>
        <translation>畫面清晰後鎖定。並非所有攝影機都支援，請留意畫面。</translation>
    </message>
    <message>
        <source>Once it is right. Not every camera can: watch the picture.</source>
        <translation>曝光合適後鎖定。並非所有攝影機都支援，請留意畫面。</translation>
    </message>
    <message>
        <source>As soon as the picture is good; otherwise Space takes it.</source>
        <translation>畫面合格時立即拍攝；否則按空白鍵拍攝。</translation>
    </message>
    <message>
        <source>How good a picture must be before it is taken.</source>
        <translation>畫面達到什麼品質才拍攝。</translation>
    </message>
    <message>
        <source>New JPEG, PNG, BMP and TIFF pictures in it are read, as from a scanner.</source>
        <translation>其中新的 JPEG、PNG、BMP 和 TIFF 圖片會被辨識，例如來自掃描器的圖片。</translation>
    </message>
    <message>
        <source>They are shredded then.</source>
        <translation>到期後銷燬。</translation>
    </message>
    <message>
        <source>They are deleted so long after they changed last.</source>
        <translation>自最後一次變更起，到期後刪除。</translation>
    </message>
    <message>
        <source>Without a key or a movement; what is on the screen is hidden then.</source>
        <translation>無按鍵且滑鼠未移動時計時；鎖定後隱藏螢幕內容。</translation>
    </message>
    <message>
        <source>From which confidence on a value is high or medium.</source>
        <translation>信賴度達到多少算高或中。</translation>
    </message>
    <message>
        <source>Names of fields in braces; \t is a tab, \n a new line.</source>
        <translation>大括號中為欄位名稱；\t 為定位字元，\n 為換行。</translation>
    </message>
    <message>
        <source>Stands in the history of the records.</source>
        <translation>會寫入記錄的歷程。</translation>
    </message>
    <message>
        <source>Who pays, for accounts that split their bill.</source>
        <translation>帳單分攤時由哪個專案付費。</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>在本機辨識</translation>
    </message>
    <message>
        <source>By the service</source>
        <translation>由服務辨識</translation>
    </message>
    <message>
        <source>Access key</source>
        <translation>存取金鑰</translation>
    </message>
    <message>
        <source>Account and password</source>
        <translation>帳號和密碼</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>權杖</translation>
    </message>
    <message>
        <source>Not turned</source>
        <translation>不旋轉</translation>
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
        <translation>寬鬆</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>Strict</source>
        <translation>嚴格</translation>
    </message>
    <message>
        <source>Front only</source>
        <translation>僅正面</translation>
    </message>
    <message>
        <source>Front and back</source>
        <translation>正面和背面</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟隨系統</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>淺色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高對比</translation>
    </message>
    <message>
        <source> hours</source>
        <translation> 小時</translation>
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
        <translation> 分鐘</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>永不</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>An address of the form https://host[:port][/path], without user and password.</source>
        <translation>請輸入 https://主機[:連接埠][/路徑] 形式的位址，不含使用者名稱和密碼。</translation>
    </message>
    <message>
        <source>An address of the form http://host:port, without user and password.</source>
        <translation>請輸入 http://主機:連接埠 形式的位址，不含使用者名稱和密碼。</translation>
    </message>
    <message>
        <source>A full path, from the root of the disk on.</source>
        <translation>請輸入從磁碟根目錄開始的完整路徑。</translation>
    </message>
    <message>
        <source>Only names of fields in braces, such as {number} and {name}.</source>
        <translation>大括號中只能是欄位名稱，例如 {number} 和 {name}。</translation>
    </message>
    <message>
        <source>A text on one line that is not too long.</source>
        <translation>請輸入一行且不太長的文字。</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Set by your administrator.</source>
        <translation>由管理員設定。</translation>
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
        <translation>另有 {count} 處。</translation>
    </message>
    <message>
        <source>The setting holds until the window is closed.</source>
        <translation>此設定在視窗關閉前有效。</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Credentials</source>
        <translation>認證資訊</translation>
    </message>
    <message>
        <source>User and password of the proxy</source>
        <translation>代理伺服器的使用者名稱和密碼</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>測試連線</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>立即檢查</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Choose another value, where there are a few</source>
        <translation>在幾個可選值之間選擇</translation>
    </message>
    <message>
        <source>Put credentials away that are being entered</source>
        <translation>關閉正在輸入的認證資訊</translation>
    </message>
    <message>
        <source>Save diagnostics …</source>
        <translation>儲存診斷資訊…</translation>
    </message>
    <message>
        <source>Save diagnostics for support</source>
        <translation>為技術支援儲存診斷資訊</translation>
    </message>
</context>
<context>
    <name>ShortcutList</name>
    <message>
        <source>Keys</source>
        <translation>快速鍵</translation>
    </message>
    <message>
        <source>About …</source>
        <translation>關於…</translation>
    </message>
    <message>
        <source>About Permit Desktop</source>
        <translation>關於 Permit Desktop</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>試用示範</translation>
    </message>
</context>
<context>
    <name>SideButtons</name>
    <message>
        <source>Reading …</source>
        <translation>正在辨識…</translation>
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
        <translation>{side}，已辨識</translation>
    </message>
    <message>
        <source>{side}, not read yet</source>
        <translation>{side}，尚未辨識</translation>
    </message>
</context>
<context>
    <name>Source</name>
    <message>
        <source>this machine</source>
        <translation>本機</translation>
    </message>
    <message>
        <source>service</source>
        <translation>服務</translation>
    </message>
    <message>
        <source>person</source>
        <translation>人工</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已確認</translation>
    </message>
</context>
<context>
    <name>StoringFlow</name>
    <message>
        <source>This permit was scanned a moment ago</source>
        <translation>此證件剛剛掃描過</translation>
    </message>
    <message>
        <source>This permit was scanned {count} minutes ago</source>
        <translation>此證件 {count} 分鐘前掃描過</translation>
    </message>
    <message>
        <source>This permit was scanned {count} hours ago</source>
        <translation>此證件 {count} 小時前掃描過</translation>
    </message>
    <message>
        <source>This permit was scanned {count} days ago</source>
        <translation>此證件 {count} 天前掃描過</translation>
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
        <translation>離線</translation>
    </message>
    <message>
        <source>The service is busy</source>
        <translation>服務繁忙</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暫停</translation>
    </message>
    <message>
        <source>waiting: {count}</source>
        <translation>等待：{count}</translation>
    </message>
    <message>
        <source>needs you: {count}</source>
        <translation>待處理：{count}</translation>
    </message>
    <message>
        <source>Nothing is sent: {reason}</source>
        <translation>已停止傳送：{reason}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重試</translation>
    </message>
    <message>
        <source>The service is not reached. Pictures that wait for it: {count}</source>
        <translation>連線不到服務。等待傳送的圖片：{count} 張</translation>
    </message>
    <message>
        <source>Go on scanning: everything is stored, and sent when the network is back.</source>
        <translation>可以繼續掃描：所有內容都會儲存，網路恢復後傳送。</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即嘗試</translation>
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
        <translation>某個欄位單獨的閾值</translation>
    </message>
    <message>
        <source>Of its own for …</source>
        <translation>單獨設定…</translation>
    </message>
    <message>
        <source>Every field</source>
        <translation>所有欄位</translation>
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
        <translation>請切換到另一個程式，並點擊其第一個輸入框。</translation>
    </message>
    <message>
        <source>Three seconds later the record is typed there; come back to this window to stop it.</source>
        <translation>三秒後，記錄會鍵入到那裡；回到本視窗即可中止。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Typing was stopped, because this window came to the front.</source>
        <translation>鍵入已中止，因為本視窗回到了前面。</translation>
    </message>
    <message>
        <source>Typing was stopped, because another window came to the front.</source>
        <translation>輸入已停止，因為另一個視窗來到了前景。</translation>
    </message>
    <message>
        <source>Look at what arrived in the other program.</source>
        <translation>請查看另一個程式中已鍵入的內容。</translation>
    </message>
</context>
<context>
    <name>VaultFlow</name>
    <message>
        <source>Sign in as the user who made the vault, or enter the recovery code.</source>
        <translation>請用建立保險庫的使用者登入，或輸入復原碼。</translation>
    </message>
    <message>
        <source>Enter the recovery code.</source>
        <translation>請輸入復原碼。</translation>
    </message>
    <message>
        <source>Close the other one, then try again.</source>
        <translation>請關閉另一個，然後重試。</translation>
    </message>
    <message>
        <source>Try again: the damaged vault is kept beside, and a new one begun.</source>
        <translation>請重試：損壞的保險庫會保留在一旁，並新建一個。</translation>
    </message>
    <message>
        <source>Try again: the vault is checked then. If it stays, check the disk.</source>
        <translation>請重試：屆時會檢查保險庫。如果仍然如此，請檢查磁碟。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重試</translation>
    </message>
    <message>
        <source>Put the right vault.db back, if there is one. Nothing was changed.</source>
        <translation>如有正確的 vault.db，請將其放回。沒有任何更動。</translation>
    </message>
    <message>
        <source>As long as it is closed, permits are read, but nothing is stored.</source>
        <translation>在此期間可以辨識證件，但不會儲存任何內容。</translation>
    </message>
    <message>
        <source>Start the program in a session with a keyring, or enter the recovery code.</source>
        <translation>請在有系統鑰匙圈的工作階段中啟動程式，或輸入復原碼。</translation>
    </message>
    <message>
        <source>Start the program in a session with a keyring, or protect the vault by a passphrase.</source>
        <translation>請在有系統鑰匙圈的工作階段中啟動程式，或用通關密語保護保險庫。</translation>
    </message>
    <message>
        <source>Enter passphrase …</source>
        <translation>輸入通關密語…</translation>
    </message>
    <message>
        <source>Protect by a passphrase …</source>
        <translation>用通關密語保護…</translation>
    </message>
    <message>
        <source>Begin a new vault …</source>
        <translation>建立新保險庫…</translation>
    </message>
    <message>
        <source>Recovery code …</source>
        <translation>復原碼…</translation>
    </message>
    <message>
        <source>The vault was damaged. {stills} pictures were carried over into a new one.</source>
        <translation>保險庫曾損壞。已把 {stills} 張圖片轉入新的保險庫。</translation>
    </message>
    <message>
        <source>{lost} entries could not be read. The damaged one is kept as {name}. Check the disk.</source>
        <translation>有 {lost} 項無法讀取。損壞的保險庫保留為 {name}。請檢查磁碟。</translation>
    </message>
    <message>
        <source>A damaged vault is kept beside: pictures that are purged stay readable in it.</source>
        <translation>旁邊留有一個損壞的保險庫：已清理的圖片在其中仍可讀取。</translation>
    </message>
    <message>
        <source>Delete it when you need it no more.</source>
        <translation>不再需要時請將其刪除。</translation>
    </message>
    <message>
        <source>Delete it …</source>
        <translation>刪除…</translation>
    </message>
    <message>
        <source>Delete the damaged vault?</source>
        <translation>刪除損壞的保險庫？</translation>
    </message>
    <message>
        <source>What could not be carried over of it is lost for good.</source>
        <translation>其中未能轉移的內容將永久遺失。</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>刪除</translation>
    </message>
    <message>
        <source>Begin a new vault?</source>
        <translation>建立新保險庫？</translation>
    </message>
    <message>
        <source>The one that cannot be read is kept beside.</source>
        <translation>無法讀取的保險庫會保留在旁邊。</translation>
    </message>
    <message>
        <source>Begin a new one</source>
        <translation>建立</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>End the shift?</source>
        <translation>要交班嗎？</translation>
    </message>
    <message>
        <source>The pictures of all reviewed permits are shredded now, and records whose time is up are deleted. This cannot be taken back.</source>
        <translation>所有已核對證件的圖片將立即銷毀，保存期已滿的記錄也將刪除，無法復原。</translation>
    </message>
    <message>
        <source>Shred them</source>
        <translation>銷燬</translation>
    </message>
    <message>
        <source>Nothing was purged: the clock is far ahead of the last purge.</source>
        <translation>未清理任何內容：時鐘比上次清理時超前很多。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date and time. If they are right, the next purge goes on.</source>
        <translation>請檢查本機的日期和時間。如果正確，下次清理會照常進行。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The pictures of reviewed permits are being shredded: {count} are gone.</source>
        <translation>正在銷毀已核對證件的圖片：已銷毀 {count} 張。</translation>
    </message>
    <message>
        <source>Go on scanning meanwhile.</source>
        <translation>其間可以繼續掃描。</translation>
    </message>
    <message>
        <source>The shift is ended. Pictures shredded: {stills}, records deleted: {records}.</source>
        <translation>已交班。銷毀圖片：{stills}，刪除記錄：{records}。</translation>
    </message>
    <message>
        <source>What waits for the service or for you is kept.</source>
        <translation>等待服務或等待您處理的內容會保留。</translation>
    </message>
</context>
<context>
    <name>VaultPanel</name>
    <message>
        <source>Enter the passphrase of the vault</source>
        <translation>請輸入保險庫的通關密語</translation>
    </message>
    <message>
        <source>Choose a passphrase for the vault</source>
        <translation>請為保險庫設定通關密語</translation>
    </message>
    <message>
        <source>Twelve characters or more, for instance four words that have nothing to do with each other.</source>
        <translation>至少 12 個字元，例如四個互不相關的詞。</translation>
    </message>
    <message>
        <source>Enter the recovery code</source>
        <translation>請輸入復原碼</translation>
    </message>
    <message>
        <source>Seven groups of four characters, as they were shown when the vault was made.</source>
        <translation>七組，每組四個字元，即建立保險庫時顯示的內容。</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>復原碼</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>通關密語</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>新通關密語</translation>
    </message>
    <message>
        <source>New passphrase, once more</source>
        <translation>再次輸入新通關密語</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Nobody confirmed that the recovery code was written down. This is a new one; earlier codes are void.</source>
        <translation>尚無人確認已抄下復原碼。這是新的復原碼，先前的已作廢。</translation>
    </message>
    <message>
        <source>A new vault was made. This is its recovery code; it is not shown again.</source>
        <translation>已新建保險庫。這是它的復原碼，只顯示這一次。</translation>
    </message>
    <message>
        <source>It opens the vault when this computer&apos;s keyring is lost. Write it down, and keep it apart from this computer.</source>
        <translation>系統鑰匙圈丟失時可用它開啟保險庫。請抄寫下來，不要與本機放在一起。</translation>
    </message>
    <message>
        <source>It is written down</source>
        <translation>我已抄好</translation>
    </message>
    <message>
        <source>Save as a text …</source>
        <translation>另存為文字…</translation>
    </message>
    <message>
        <source>Copy for a minute</source>
        <translation>複製（一分鐘內有效）</translation>
    </message>
    <message>
        <source>Save the recovery code</source>
        <translation>儲存復原碼</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Recovery code of the Permit Desktop vault on this computer:</source>
        <translation>此電腦上 Permit Desktop 保險庫的復原碼：</translation>
    </message>
    <message>
        <source>The file cannot be written there. Choose another folder.</source>
        <translation>無法在那裡寫入檔案。請選擇其他資料夾。</translation>
    </message>
    <message>
        <source>It is saved. Print it or carry it away, then delete the file: who has it opens the vault.</source>
        <translation>已儲存。請列印或帶走，然後刪除該檔案：持有者可以開啟保險庫。</translation>
    </message>
    <message>
        <source>Something is missing.</source>
        <translation>還有內容沒有填寫。</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>兩次輸入的通關密語不一致。</translation>
    </message>
</context>
<context>
    <name>ZoomView</name>
    <message>
        <source>The field on the card, enlarged</source>
        <translation>該項在證件上的放大圖</translation>
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
        <translation>證件圖片</translation>
    </message>
</context>
<context>
    <name>_Stills</name>
    <message>
        <source>Pictures of the record</source>
        <translation>記錄的圖片</translation>
    </message>
    <message>
        <source>The pictures are hidden. Show the values (Ctrl+M) to see them.</source>
        <translation>圖片已隱藏。顯示內容（Ctrl+M）後可檢視。</translation>
    </message>
    <message>
        <source>The pictures have been purged; the record&apos;s data stays for its own time.</source>
        <translation>圖片已清除；記錄資料會保留到其期限。</translation>
    </message>
</context>
</TS>
