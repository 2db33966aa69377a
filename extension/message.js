/** Words for a page in which nothing could be drawn; which ones, the address says: `message.html?unreadable`. */

const known = ['unreadable', 'blocked', 'failed'];
const why = known.find((name) => `?${name}` === location.search) ?? 'failed';
const title = chrome.i18n.getMessage(`${why}Title`);

document.documentElement.lang = chrome.i18n.getMessage('language');
document.documentElement.dir = chrome.i18n.getMessage('direction');
document.title = `${title} · ${chrome.i18n.getMessage('name')}`;
for (const [place, words] of [['h1', title], ['p', chrome.i18n.getMessage(`${why}Text`)]]) {
  const element = document.querySelector(place);
  if (element) element.textContent = words;
}
