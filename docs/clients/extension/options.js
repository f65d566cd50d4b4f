// @ts-nocheck: chrome.* comes from the browser.
const form = document.querySelector('form');
for (const [name, value] of Object.entries(await chrome.storage.local.get(['url', 'token', 'learnerId']))) {
  form.elements[name].value = value;
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const settings = Object.fromEntries(new FormData(form));
  const isAllowed = await chrome.permissions.request({ origins: [new URL('/*', settings.url).href] });
  if (isAllowed) await chrome.storage.local.set(settings);
  document.querySelector('output').textContent = isAllowed
    ? 'Saved.'
    : 'Not saved: the browser may not ask that server.';
});
