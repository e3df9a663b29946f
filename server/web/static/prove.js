// Sends what Safe Exam Browser says of its settings, where its pages carry no header.
//
//   <form data-behaviour="prove"> <input type="hidden" name="hash">
//
// Older versions fill the value in only after updateKeys has called back; others have it at once.

const form = document.querySelector('[data-behaviour~="prove"]');
const security = globalThis.SafeExamBrowser?.security;

function send() {
  if (!security.configKey) return;
  form.elements.hash.value = security.configKey;
  form.submit();
}

if (security?.configKey) send();
else security?.updateKeys?.(send);
