@echo off
rem Chrome on one address, whole screen; whatever it kept is gone when it ends, then it begins again.
:again
set PROFILE=%TEMP%\ardoise-%RANDOM%
start /wait "" "%ProgramFiles%\Google\Chrome\Application\chrome.exe" --kiosk --no-first-run --no-default-browser-check --disable-pinch --overscroll-history-navigation=0 --user-data-dir="%PROFILE%" "http://SERVEUR:8080/"
rmdir /s /q "%PROFILE%"
timeout /t 1 /nobreak >nul
goto again
