/** A document of `operations.graphql` with the types of its answer and its variables. */
export interface Operation<Data, Variables> {
  readonly name: string;
  readonly hash: string;
  readonly source: string;
  /** Only for the compiler. */
  readonly types?: (variables: Variables) => Data;
}

export interface ClientOptions {
  readonly url: string;
  /** Asked for each request, so that it may be renewed. */
  readonly token?: () => string | undefined;
  /** Sends the hash alone: for servers that know the manifest. */
  readonly trustedDocuments?: boolean;
  readonly fetch?: typeof fetch;
}

/** The server has answered, and refused. */
export class GraphQLFailure extends Error {
  constructor(readonly code: string, message: string) {
    super(message);
  }
}

export interface Client {
  execute<Data, Variables>(operation: Operation<Data, Variables>, variables: Variables): Promise<Data>;
}

export function createClient({ url, token, trustedDocuments, fetch: send = fetch }: ClientOptions): Client {
  return {
    async execute<Data, Variables>(operation: Operation<Data, Variables>, variables: Variables): Promise<Data> {
      const bearer = token?.();
      const response = await send(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json;q=0.9',
          ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
        },
        body: JSON.stringify({
          ...(trustedDocuments ? { documentId: operation.hash } : { query: operation.source }),
          operationName: operation.name,
          variables,
        }),
      });
      const answer = await response.json() as {
        data?: Data;
        errors?: { message: string; extensions?: { code?: string } }[];
      };
      const [error] = answer.errors ?? [];
      if (error) throw new GraphQLFailure(error.extensions?.code ?? 'UNKNOWN', error.message);
      return answer.data as Data;
    },
  };
}
