# Installs the program silently for one user, then for all users with a policy; tests it, and removes it again:
#   packaging\windows\try_installer.ps1 INSTALLER
# For a computer that is thrown away afterwards, with administrator's rights.
param([Parameter(Mandatory)][string]$Installer)
$ErrorActionPreference = 'Stop'
$silent = '/VERYSILENT', '/SUPPRESSMSGBOXES', '/NORESTART'

function Start-Quietly([string]$Program, [string[]]$Arguments, [int]$Expected = 0) {
    $ended = Start-Process -Wait -PassThru $Program -ArgumentList $Arguments
    if ($ended.ExitCode -ne $Expected) { throw "$Program $Arguments ended with $($ended.ExitCode)." }
}

function Test-Program([string]$Folder) {
    & "$Folder\permit-desktop.exe" --self-test
    if ($LASTEXITCODE) { throw 'The installed program is not whole.' }
}

function Remove-Program([string]$Folder) {
    Start-Quietly "$Folder\unins000.exe" $silent
    if (Test-Path "$Folder\permit-desktop.exe") { throw 'The uninstaller left the program behind.' }
}

$records = "$env:LOCALAPPDATA\permit-desktop\records"
$policy = "$env:ProgramData\permit-desktop\policy.toml"
$wanted = Join-Path ([IO.Path]::GetTempPath()) 'wanted.toml'
'service.endpoint = { value = "https://ocr.example", locked = true }' | Set-Content $wanted
New-Item -Force $records | Out-Null

$mine = "$env:LOCALAPPDATA\Programs\Permit Desktop"
Start-Quietly $Installer (@('/CURRENTUSER') + $silent)
Test-Program $mine
Remove-Program $mine

Start-Quietly $Installer (@('/CURRENTUSER', "/POLICY=$wanted") + $silent) -Expected 1
Start-Quietly $Installer (@('/ALLUSERS', "/POLICY=$wanted.missing") + $silent) -Expected 1

# Every user may make that folder. One that leads elsewhere is refused; another is taken, with the policy in it.
$folder = Split-Path $policy
$elsewhere = Join-Path ([IO.Path]::GetTempPath()) 'elsewhere'
New-Item -ItemType Directory $elsewhere | Out-Null
$rights = (Get-Acl $elsewhere).Sddl
New-Item -ItemType Junction $folder -Target $elsewhere | Out-Null
Start-Quietly $Installer (@('/ALLUSERS', "/POLICY=$wanted") + $silent) -Expected 1
if ((Get-Acl $elsewhere).Sddl -ne $rights) { throw "The installer changed who may write in $elsewhere." }
[IO.Directory]::Delete($folder)
New-Item -ItemType Directory $folder | Out-Null
'desk.language = { value = "en", locked = true }' | Set-Content $policy
icacls $policy /grant '*S-1-5-32-545:F' /Q | Out-Null

$ours = "$env:ProgramFiles\Permit Desktop"
Start-Quietly $Installer (@('/ALLUSERS', "/POLICY=$wanted") + $silent)
Test-Program $ours
$told = & "$ours\permit-desktop.exe" settings show | Select-String 'ocr.example'
if (-not ($told -match 'policy-locked')) { throw "The policy does not hold: $told" }
$writers = (Get-Acl $folder).Access + (Get-Acl $policy).Access | Where-Object { $_.FileSystemRights -band [Security.AccessControl.FileSystemRights]::WriteData }
$strangers = $writers | Where-Object { $_.IdentityReference.Translate([Security.Principal.SecurityIdentifier]).Value -notin 'S-1-5-18', 'S-1-5-32-544' }
if ($strangers) { throw "Others than administrators may write the policy: $($strangers.IdentityReference)" }
Remove-Program $ours

if (-not (Test-Path $records)) { throw "A silent uninstaller took a user's records." }
if (-not (Test-Path $policy)) { throw "The uninstaller took the administrator's policy." }
