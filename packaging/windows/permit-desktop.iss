; The Windows installer: iscc /DAppVersion=1.2.3 packaging\windows\permit-desktop.iss, with the program in dist\permit-desktop.
; For one user without administrator's rights, or for all with them: /CURRENTUSER or /ALLUSERS, or as the person chooses.
; Silent: /VERYSILENT /SUPPRESSMSGBOXES /NORESTART. /POLICY=FILE puts an administrator's policy in place (with /ALLUSERS);
; a policy that cannot be put in place ends the installation with 1 before it begins, a folder for it that cannot be taken
; from whoever else may write there with 1 or 7. With /DSigned and /Sours=COMMAND the uninstaller and the installer are signed.

#ifndef AppVersion
  #error Name the version: /DAppVersion=1.2.3
#endif
; A release candidate's without what stands after its numbers: Windows takes no letters.
#define Numbers Pos("rc", AppVersion) ? Copy(AppVersion, 1, Pos("rc", AppVersion) - 1) : AppVersion

[Setup]
AppId={{7B0F2C53-5C2B-4E0C-9E53-5B5C9B1D4A11}
AppName=Permit Desktop
AppVersion={#AppVersion}
AppVerName=Permit Desktop {#AppVersion}
AppPublisher=The Permit Desktop developers
VersionInfoVersion={#Numbers}
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
#ifdef Signed
SignTool=ours
SignedUninstaller=yes
#endif

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
en.FolderElsewhere=%1 leads to another place. Somebody put it there; an administrator has to remove it first.
zh_CN.FolderElsewhere=%1 指向其他位置。它由他人创建，须先由管理员删除。
zh_TW.FolderElsewhere=%1 指向其他位置。它由他人建立，須先由系統管理員刪除。
en.FolderOpen=%1 could not be kept for administrators alone (icacls: %2).
zh_CN.FolderOpen=无法将 %1 限制为仅管理员可写（icacls：%2）。
zh_TW.FolderOpen=無法將 %1 限制為僅系統管理員可寫（icacls：%2）。
en.DeleteData=Delete what this user scanned, too?%n%nThe records in %1 cannot be brought back. Choose No to keep them for a later installation.
zh_CN.DeleteData=是否同时删除此用户扫描的数据？%n%n%1 中的记录删除后无法恢复。选择“否”则保留，供以后重新安装时使用。
zh_TW.DeleteData=是否一併刪除此使用者掃描的資料？%n%n%1 中的記錄刪除後無法復原。選擇「否」則保留，供以後重新安裝時使用。

[Tasks]
Name: "desktopicon"; Description: "{cm:DesktopIcon}"; Flags: unchecked

[Dirs]
Name: "{commonappdata}\permit-desktop"; Check: IsAdminInstallMode; Flags: uninsneveruninstall

[InstallDelete]
; Libraries of an older version must not stand beside those of this one. Another program's folder of that name is not ours.
Type: filesandordirs; Name: "{app}\_internal"; Check: IsInstalledHere

[Files]
Source: "..\..\dist\permit-desktop\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "{code:PolicyFile}"; DestDir: "{commonappdata}\permit-desktop"; DestName: "policy.toml"; Flags: external ignoreversion uninsneveruninstall; Check: HasPolicy

[Icons]
Name: "{autoprograms}\Permit Desktop"; Filename: "{app}\permit-desktopw.exe"
Name: "{autodesktop}\Permit Desktop"; Filename: "{app}\permit-desktopw.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Microsoft\Windows\CurrentVersion\App Paths\permit-desktop.exe"; ValueType: string; ValueData: "{app}\permit-desktop.exe"; Flags: uninsdeletekey

[Run]
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

{ Whether it is this program that the chosen folder already holds. }
function IsInstalledHere: Boolean;
var
  Known: String;
begin
  Result := RegQueryStringValue(HKA, 'Software\Microsoft\Windows\CurrentVersion\Uninstall\{7B0F2C53-5C2B-4E0C-9E53-5B5C9B1D4A11}_is1', 'Inno Setup: App Path', Known);
  Result := Result and (CompareText(RemoveBackslashUnlessRoot(Known), RemoveBackslashUnlessRoot(ExpandConstant('{app}'))) = 0);
end;

function GetFileAttributes(Name: String): DWORD;
external 'GetFileAttributesW@kernel32.dll stdcall';

{ A junction or a link: whoever made it decides what rights given to it are given to. }
function LeadsElsewhere(Path: String): Boolean;
var
  Attributes: DWORD;
begin
  Attributes := GetFileAttributes(Path);
  Result := (Attributes <> $FFFFFFFF) and ((Attributes and $400) <> 0);
end;

function PolicyFolder: String;
begin
  Result := ExpandConstant('{commonappdata}\permit-desktop');
end;

function ElsewhereFault: String;
begin
  if LeadsElsewhere(PolicyFolder) then
    Result := FmtMessage(CustomMessage('FolderElsewhere'), [PolicyFolder])
  else if LeadsElsewhere(PolicyFolder + '\policy.toml') then
    Result := FmtMessage(CustomMessage('FolderElsewhere'), [PolicyFolder + '\policy.toml']);
end;

{ /L: if it is exchanged for a link meanwhile, the rights are the link's, not those of what it leads to. }
function RightsFault(Path, Rights: String): String;
var
  Code: Integer;
begin
  if not Exec(ExpandConstant('{sys}\icacls.exe'), AddQuotes(Path) + ' ' + Rights + ' /L /Q', '', SW_HIDE, ewWaitUntilTerminated, Code) then
    Result := FmtMessage(CustomMessage('FolderOpen'), [Path, SysErrorMessage(Code)])
  else if Code <> 0 then
    Result := FmtMessage(CustomMessage('FolderOpen'), [Path, IntToStr(Code)]);
end;

{ Only administrators may say what the policy is. Whoever made the folder before, it is theirs from now on; of what lies in it
  the policy alone is ever read. Nothing below is walked through, for it may lead anywhere. }
function TakePolicyFolder: String;
var
  Known: String;
begin
  Known := PolicyFolder + '\policy.toml';
  if not ForceDirectories(PolicyFolder) then
    Result := FmtMessage(CustomMessage('FolderOpen'), [PolicyFolder, SysErrorMessage(DLLGetLastError)]);
  if Result = '' then
    Result := ElsewhereFault;
  if Result = '' then
    Result := RightsFault(PolicyFolder, '/setowner *S-1-5-32-544');
  if Result = '' then
    Result := RightsFault(PolicyFolder, '/reset');
  if Result = '' then
    Result := RightsFault(PolicyFolder, '/inheritance:r /grant:r *S-1-5-32-544:(OI)(CI)F *S-1-5-18:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX');
  if (Result = '') and FileExists(Known) then
    Result := RightsFault(Known, '/setowner *S-1-5-32-544');
  if (Result = '') and FileExists(Known) then
    Result := RightsFault(Known, '/reset');
  if Result = '' then
    Result := ElsewhereFault;
end;

{ What it returns is shown, or logged when silent, and ends the installation with 7 before anything is installed. }
function PrepareToInstall(var NeedsRestart: Boolean): String;
begin
  if IsAdminInstallMode then
    Result := TakePolicyFolder;
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
    Fault := FmtMessage(CustomMessage('NoPolicy'), [Policy])
  else if IsAdminInstallMode then
    Fault := ElsewhereFault;
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
