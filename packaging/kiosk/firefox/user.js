// Of a profile that is made anew each time: what policies cannot say.
user_pref("browser.tabs.maxOpenBeforeWarn", 1);
user_pref("browser.link.open_newwindow", 1);
user_pref("browser.link.open_newwindow.restriction", 0);
user_pref("browser.sessionstore.resume_from_crash", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.download.folderList", 2);
user_pref("browser.download.alwaysOpenPanel", false);
user_pref("pdfjs.disabled", false);
user_pref("layout.spellcheckDefault", 0);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("accessibility.typeaheadfind", false);
user_pref("browser.download.panel.shown", true);
