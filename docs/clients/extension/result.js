// @ts-nocheck: chrome.* comes from the browser.
const { result } = await chrome.storage.local.get('result');
document.querySelector('p').textContent = result?.note ?? '';
document.querySelector('ol').append(...(result?.hits ?? []).map((hit) => {
  const item = document.createElement('li');
  item.textContent = hit;
  return item;
}));
