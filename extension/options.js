/** The options page. There is nothing to set yet: it says how Factbox is used, what becomes of what is read, and whom it owes what. */

const text = chrome.i18n.getMessage;

document.documentElement.lang = text('language');
document.documentElement.dir = text('direction');
document.title = `${text('optionsTitle')} · ${text('name')}`;
const { version, action } = chrome.runtime.getManifest();
put('h1', text('name'));
put('#use', text('optionsUse', action?.default_title));
put('#local', text('optionsLocal'));
put('#notice', text('optionsNotice'));
put('#version', text('optionsVersion', version));
void sayKey();

/** The reader may have set another key in the browser, or none: it is asked for. */
async function sayKey() {
  const commands = await chrome.commands.getAll();
  const key = commands.find(({ name }) => name === '_execute_action')?.shortcut;
  if (!key) return put('#key', text('optionsNoKey'));
  const shown = document.createElement('kbd');
  shown.textContent = key;
  const [before = '', after = ''] = text('optionsKey', '\n').split('\n');
  document.querySelector('#key')?.replaceChildren(before, shown, after);
}

/** @param {string} place @param {string} words */
function put(place, words) {
  const element = document.querySelector(place);
  if (element) element.textContent = words;
}
