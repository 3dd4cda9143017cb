// Finds what a person would name: by role and accessible name, among what can be seen. The body of a function of
// (role, name); an exact name goes before one that begins so, and that before one that holds it.
const ROLES = {
  button: 'button, [role=button]', link: 'a[href]', tab: '[role=tab]', slider: '[role=slider]', heading: 'h1, h2, h3',
  radio: 'input[type=radio]', combobox: 'select', option: 'option', textbox: 'input[type=text], textarea', checkbox: 'input[type=checkbox]', dialog: 'dialog[open]',
  log: '[role=log]', table: 'table', group: '[role=group]', form: 'form', status: '[role=status]',
};
const spoken = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute('aria-hidden') === 'true') return '';
  return node.getAttribute('aria-label') ?? [...node.childNodes].map(spoken).join(' ');
};
const nameOf = (element) => {
  const by = element.getAttribute('aria-labelledby');
  const name = element.getAttribute('aria-label')
    ?? (by && by.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' '))
    ?? (element.labels?.length ? [...element.labels].map(spoken).join(' ') : spoken(element));
  return name.replace(/\s+/g, ' ').trim();
};
const front = document.querySelector('dialog[open]') ?? document;
const seen = (element) => element.tagName === 'OPTION' || element.checkVisibility({ visibilityProperty: true });
