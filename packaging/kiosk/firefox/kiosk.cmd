@echo off
rem Firefox on one address, whole screen; it begins again when it ends. Its folder stays: what a
rem candidate typed and no server has confirmed is in it, and so is the number of this PC.
rem Of downloads, rescue files alone stay, in the folder ardoise-secours of this account.
set PROFILE=%LOCALAPPDATA%\ardoise-kiosk
set RESCUE=%USERPROFILE%\ardoise-secours
if not exist "%PROFILE%" mkdir "%PROFILE%"
copy /y "%~dp0user.js" "%PROFILE%\user.js" >nul
:again
if exist "%RESCUE%" for %%f in ("%RESCUE%\*") do echo %%~nxf| findstr /b /e /r "ardoise-[0-9]*-[0-9]*.*\.json" >nul || del /q "%%f"
start /wait "" "%ProgramFiles%\Mozilla Firefox\firefox.exe" --kiosk --no-remote --profile "%PROFILE%" "http://SERVEUR:8080/"
timeout /t 1 /nobreak >nul
goto again
