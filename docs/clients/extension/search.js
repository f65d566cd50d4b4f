// The part that needs no browser: asks a server whether it can search, and searches.

const HasSearch = '{ __type(name: "Learner") { fields { name } } }';
const Search = `query Search($learnerId: ID!, $text: String!) {
  learner(id: $learnerId) {
    search(query: $text, first: 5) { hits { rank node { __typename id ... on Concept { name } } } }
  }
}`;

/**
 * @param {{ url: string, token?: string, learnerId: string }} settings
 * @param {string} selection
 * @returns {Promise<{ hits: string[], note?: string }>} names, or a note that says why there are none
 */
export async function search(settings, selection) {
  const text = selection.trim().replace(/\s+/g, ' ').slice(0, 500);
  if (text === '') return { hits: [], note: 'Select some text first.' };

  const type = await ask(settings, HasSearch);
  if (type.errors) return { hits: [], note: `The server does not tell what it can do: ${type.errors[0].message}` };
  if (!type.data.__type.fields.some((/** @type {{ name: string }} */ field) => field.name === 'search')) {
    return { hits: [], note: 'This server has no search yet.' };
  }

  const answer = await ask(settings, Search, { learnerId: settings.learnerId, text });
  if (answer.errors) return { hits: [], note: answer.errors[0].message };
  const hits = answer.data.learner?.search.hits ?? [];
  return { hits: hits.map((/** @type {any} */ hit) => hit.node.name ?? `${hit.node.__typename} ${hit.node.id}`) };
}

/**
 * @param {{ url: string, token?: string }} settings
 * @param {string} query
 * @param {object} [variables]
 */
async function ask({ url, token }, query, variables) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  return await response.json();
}
