// Shows each choice of how pages look as soon as it is made; the form keeps it.

const form = document.querySelector('[data-behaviour="look"]');
const { dataset } = document.documentElement;

form.addEventListener("change", ({ target: { name, value } }) => {
  dataset[name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())] = value;
  document.dispatchEvent(new Event("look"));
});
if (!globalThis.CSS?.highlights) form.querySelector("[data-too-old]").hidden = false;
