// @ts-nocheck: chrome.* comes from the browser.
import { search } from './search.js';

const Menu = 'learnergraph-search';

chrome.runtime.onInstalled.addListener(() => {
  chrome.contextMenus.create({ id: Menu, title: 'Find what to learn about "%s"', contexts: ['selection'] });
});

chrome.contextMenus.onClicked.addListener(async ({ menuItemId, selectionText }) => {
  if (menuItemId !== Menu) return;
  const settings = await chrome.storage.local.get(['url', 'token', 'learnerId']);
  if (!settings.url) return chrome.runtime.openOptionsPage();
  const result = await search(settings, selectionText ?? '').catch((error) => ({ hits: [], note: error.message }));
  await chrome.storage.local.set({ result });
  await chrome.tabs.create({ url: chrome.runtime.getURL('result.html') });
});
