@echo off
rem Firefox on one address, whole screen; whatever it kept is gone when it ends, then it begins again.
:again
set PROFILE=%TEMP%\ardoise-%RANDOM%
mkdir "%PROFILE%"
copy /y "%~dp0user.js" "%PROFILE%\user.js" >nul
start /wait "" "%ProgramFiles%\Mozilla Firefox\firefox.exe" --kiosk --no-remote --profile "%PROFILE%" "http://SERVEUR:8080/"
rmdir /s /q "%PROFILE%"
timeout /t 1 /nobreak >nul
goto again
