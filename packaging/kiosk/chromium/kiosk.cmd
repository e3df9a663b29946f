@echo off
rem Chrome on one address, whole screen; it begins again when it ends. Its folder stays: what a
rem candidate typed and no server has confirmed is in it, and so is the number of this PC.
rem Of downloads, rescue files alone stay, in the folder Ardoise of the documents.
set PROFILE=%LOCALAPPDATA%\ardoise-kiosk
set RESCUE=%USERPROFILE%\Documents\Ardoise
:again
if exist "%RESCUE%" for %%f in ("%RESCUE%\*") do echo %%~nxf| findstr /b /e /r "ardoise-[0-9]*-[0-9]*.*\.json" >nul || del /q "%%f"
start /wait "" "%ProgramFiles%\Google\Chrome\Application\chrome.exe" --kiosk --no-first-run --no-default-browser-check --disable-pinch --overscroll-history-navigation=0 --disable-session-crashed-bubble --hide-crash-restore-bubble --user-data-dir="%PROFILE%" "http://SERVEUR:8080/"
timeout /t 1 /nobreak >nul
goto again
