; The Windows installer: iscc /DAppVersion=1.2.3 packaging\windows\permit-desktop.iss, with the program in dist\permit-desktop.
; For one user without administrator's rights, or for all with them: /CURRENTUSER or /ALLUSERS, or as the person chooses.
; Silent: /VERYSILENT /SUPPRESSMSGBOXES /NORESTART. /POLICY=FILE puts an administrator's policy in place (with /ALLUSERS);
; a policy that cannot be put in place ends the installation with 1 before it begins.

#ifndef AppVersion
  #error Name the version: /DAppVersion=1.2.3
#endif

[Setup]
AppId={{7B0F2C53-5C2B-4E0C-9E53-5B5C9B1D4A11}
AppName=Permit Desktop
AppVersion={#AppVersion}
AppVerName=Permit Desktop {#AppVersion}
AppPublisher=The Permit Desktop developers
VersionInfoVersion={#AppVersion}
DefaultDirName={autopf}\Permit Desktop
DisableProgramGroupPage=yes
LicenseFile=..\..\LICENSE
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputDir=..\..\dist
OutputBaseFilename=permit-desktop-{#AppVersion}-windows-x64-installer
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
UninstallDisplayName=Permit Desktop
UninstallDisplayIcon={app}\permit-desktopw.exe
CloseApplications=yes
RestartApplications=no
ShowLanguageDialog=auto

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "zh_CN"; MessagesFile: "compiler:Default.isl,chinese-simplified.isl"
Name: "zh_TW"; MessagesFile: "compiler:Default.isl,chinese-traditional.isl"

[CustomMessages]
en.DesktopIcon=Put an icon on the desktop
zh_CN.DesktopIcon=在桌面上创建图标
zh_TW.DesktopIcon=在桌面上建立圖示
en.Open=Open Permit Desktop
zh_CN.Open=打开 Permit Desktop
zh_TW.Open=開啟 Permit Desktop
en.PolicyForAll=A policy holds for all users: install with /ALLUSERS, too.
zh_CN.PolicyForAll=策略对所有用户生效：请同时使用 /ALLUSERS 安装。
zh_TW.PolicyForAll=原則對所有使用者生效：請同時使用 /ALLUSERS 安裝。
en.NoPolicy=There is no policy file %1.
zh_CN.NoPolicy=找不到策略文件 %1。
zh_TW.NoPolicy=找不到原則檔案 %1。
en.DeleteData=Delete what this user scanned, too?%n%nThe records in %1 cannot be brought back. Choose No to keep them for a later installation.
zh_CN.DeleteData=是否同时删除此用户扫描的数据？%n%n%1 中的记录删除后无法恢复。选择“否”则保留，供以后重新安装时使用。
zh_TW.DeleteData=是否一併刪除此使用者掃描的資料？%n%n%1 中的記錄刪除後無法復原。選擇「否」則保留，供以後重新安裝時使用。

[Tasks]
Name: "desktopicon"; Description: "{cm:DesktopIcon}"; Flags: unchecked

[Dirs]
Name: "{commonappdata}\permit-desktop"; Check: IsAdminInstallMode; Flags: uninsneveruninstall

[InstallDelete]
; Libraries of an older version must not stand beside those of this one.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\permit-desktop\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "{code:PolicyFile}"; DestDir: "{commonappdata}\permit-desktop"; DestName: "policy.toml"; Flags: external ignoreversion uninsneveruninstall; Check: HasPolicy

[Icons]
Name: "{autoprograms}\Permit Desktop"; Filename: "{app}\permit-desktopw.exe"
Name: "{autodesktop}\Permit Desktop"; Filename: "{app}\permit-desktopw.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Microsoft\Windows\CurrentVersion\App Paths\permit-desktop.exe"; ValueType: string; ValueData: "{app}\permit-desktop.exe"; Flags: uninsdeletekey

[Run]
; Only administrators may say what the policy is. Whoever made the folder before, and in whatever way, it is theirs from now on.
Filename: "{sys}\icacls.exe"; Parameters: """{commonappdata}\permit-desktop"" /setowner *S-1-5-32-544 /T /C /Q"; Flags: runhidden; Check: IsAdminInstallMode
Filename: "{sys}\icacls.exe"; Parameters: """{commonappdata}\permit-desktop"" /reset /T /C /Q"; Flags: runhidden; Check: IsAdminInstallMode
Filename: "{sys}\icacls.exe"; Parameters: """{commonappdata}\permit-desktop"" /inheritance:r /grant:r *S-1-5-32-544:(OI)(CI)F *S-1-5-18:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX"; Flags: runhidden; Check: IsAdminInstallMode
Filename: "{app}\permit-desktopw.exe"; Description: "{cm:Open}"; Flags: nowait postinstall skipifsilent unchecked

[Code]
var
  Policy: String;

function PolicyFile(Unused: String): String;
begin
  Result := Policy;
end;

function HasPolicy: Boolean;
begin
  Result := Policy <> '';
end;

{ The file's whole path is taken at once, because the current folder changes later. }
function InitializeSetup: Boolean;
var
  Fault: String;
begin
  Policy := ExpandConstant('{param:POLICY|}');
  if HasPolicy then
    Policy := ExpandFileName(Policy);
  if HasPolicy and not IsAdminInstallMode then
    Fault := CustomMessage('PolicyForAll')
  else if HasPolicy and not FileExists(Policy) then
    Fault := FmtMessage(CustomMessage('NoPolicy'), [Policy]);
  Result := Fault = '';
  if not Result then
    SuppressibleMsgBox(Fault, mbCriticalError, MB_OK, IDOK);
end;

{ Records belong to their user: the uninstaller asks, and a silent one never deletes them. }
procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
var
  Folder: String;
begin
  if (CurUninstallStep <> usPostUninstall) or UninstallSilent then
    Exit;
  Folder := ExpandConstant('{localappdata}\permit-desktop');
  if not DirExists(Folder) then
    Exit;
  if MsgBox(FmtMessage(CustomMessage('DeleteData'), [Folder]), mbConfirmation, MB_YESNO or MB_DEFBUTTON2) = IDYES then
    DelTree(Folder, True, True, True);
end;
