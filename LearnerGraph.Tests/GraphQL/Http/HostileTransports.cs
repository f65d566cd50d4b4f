using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;

namespace LearnerGraph.Tests.GraphQL.Http;

/// <summary>Requests whose envelope is hostile: bodies, variables, media types, methods, headers.</summary>
internal static class HostileTransports
{
    private const string Fine = """{"query":"{ __typename }"}""";
    private const string Form = "application/x-www-form-urlencoded";
    private const string TakesJson = "query($v: JSON!) { json(value: $v) }";
    private const string TakesIds = "query($v: [ID!]!) { ids(ids: $v) }";

    public static IEnumerable<(string Name, Func<HttpRequestMessage> Make)> All =>
        [.. Bodies(), .. Variables(), .. Types(), .. Methods(), .. Headers()];

    public static HttpRequestMessage Post(string query) => Body("{\"query\":" + Quoted(query) + "}");

    private static IEnumerable<(string, Func<HttpRequestMessage>)> Bodies() =>
    [
        ("no body", () => Body("")),
        ("a body of spaces", () => Body(new string(' ', 500_000))),
        ("a body of 5 MB", () => Body($$"""{"query":"{{new string('a', 5_000_000)}}"}""")),
        ("a body of 5 MB without a length", () => Chunked(5_000_000)),
        ("a body that ends early", () => Body("""{"query":"{ __typename }" """)),
        ("a body that goes on", () => Body(Fine + Fine)),
        ("UTF-16", () => Raw(Encoding.Unicode.GetBytes(Fine))),
        ("a byte order mark", () => Raw([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Fine)])),
        ("bytes that are no UTF-8", () => Raw(
            [.. "{\"query\":\"{ a"u8, 0xC3, 0x28, 0xA0, 0xFF, 0xFE, .. "}\"}"u8])),
        ("bytes that are no UTF-8 in a string", () => Raw(
            [.. "{\"query\":\"{ json(value: \\\""u8, 0xED, 0xA0, 0x80, 0xF4, 0x90, 0x80, 0x80, .. "\\\") }\"}"u8])),
        ("bytes that are no UTF-8 in a key", () => Raw([.. "{\""u8, 0xFF, .. "\":1,\"query\":\"{ __typename }\"}"u8])),
        ("bytes that are no UTF-8 in the operation's name", () => Raw(
            [.. "{\"operationName\":\""u8, 0xFF, 0xC0, .. "\",\"query\":\"{ __typename }\"}"u8])),
        ("NUL bytes", () => Raw(new byte[1_000])),
        ("NUL behind the body", () => Raw([.. Encoding.UTF8.GetBytes(Fine), 0, 0])),
        ("random bytes", () => Raw(RandomBytes(4_096))),
        ("a list", () => Body("[" + string.Join(",", Enumerable.Repeat(Fine, 1_000)) + "]")),
        ("an empty list", () => Body("[]")),
        ("lists in lists", () => Body(Nest("[", "]", 200_000))),
        ("a string", () => Body("\"{ __typename }\"")),
        ("a number", () => Body("1e999999")),
        ("objects in objects", () => Body(Nest("{\"a\":", "}", 150_000, "1"))),
        ("an unknown key that is deep", () => Body(
            $$"""{"x":{{Nest("[", "]", 200_000)}},"query":"{ __typename }"}""")),
        ("deep extensions", () => Body(
            "{\"query\":\"{ __typename }\",\"extensions\":{\"a\":" + Nest("[", "]", 200_000) + "}}")),
        ("the query twice", () => Body("""{"query":"{ __typename }","query":"{ whoAmI }"}""")),
        ("the query a thousand times", () => Body("{" + Many("\"query\":\"{ __typename }\"", 1_000) + "}")),
        ("keys that nobody knows", () => Body("{" + Many("\"x\":1", 100_000) + ",\"query\":\"{ __typename }\"}")),
        ("a key of 500 KB", () => Body($$"""{"{{new string('k', 500_000)}}":1,"query":"{ __typename }"}""")),
        ("half of a pair in the query", () => Body("""{"query":"{ json(value: \"\ud800\") }"}""")),
        ("NUL in the query", () => Body("""{"query":"{ __typename }\u0000"}""")),
        ("half of a pair in the operation's name", () => Body(
            """{"query":"{ __typename }","operationName":"\udc00"}""")),
        ("an operation name of 500 KB", () => Body(
            $$"""{"query":"{ __typename }","operationName":"{{new string('n', 500_000)}}"}""")),
        ("an id of 500 KB", () => Body($$"""{"id":"{{new string('n', 500_000)}}"}""")),
        ("half of a pair in an id", () => Body("""{"id":"\ud800"}""")),
        ("a hash that is wrong", () => Body(Hash("\"sha256Hash\":\"00\",\"version\":1", ",\"query\":\"{ whoAmI }\""))),
        ("a hash without a query", () => Body(Hash("\"sha256Hash\":\"" + new string('0', 64) + "\",\"version\":1"))),
        ("a hash that is a number", () => Body(Hash("\"sha256Hash\":1,\"version\":1"))),
        ("a hash of another version", () => Body(Hash("\"sha256Hash\":\"00\",\"version\":1e400"))),
        ("a hash that is half of a pair", () => Body(Hash("\"sha256Hash\":\"\\ud800\",\"version\":1"))),
        ("a hash that is a list", () => Body(
            """{"query":"{ __typename }","extensions":{"persistedQuery":[]}}""")),
    ];

    private static IEnumerable<(string, Func<HttpRequestMessage>)> Variables() =>
    [
        ("deep lists", () => With(TakesJson, Nest("[", "]", 200_000))),
        ("deep objects", () => With(TakesJson, Nest("{\"a\":", "}", 150_000, "1"))),
        ("sixty lists", () => With(TakesJson, Nest("[", "]", 60))),
        ("many items", () => With(TakesJson, "[" + Many("1", 400_000) + "]")),
        ("many keys", () => With(TakesJson, "{" + Many("\"a\":1", 100_000) + "}")),
        ("many ids that are wrong", () => With(TakesIds, "[" + Many("\"x\"", 200_000) + "]")),
        ("many nulls", () => With(TakesIds, "[" + Many("null", 150_000) + "]")),
        ("lists where there are none", () => With("query($v: ID!) { book(id: $v) { id } }", Nest("[", "]", 60))),
        ("an id of 900 KB", () => With("query($v: ID!) { node(id: $v) { id } }", $"\"{new string('Q', 900_000)}\"")),
        ("half of a pair", () => With(TakesJson, "\"\\ud800\"")),
        ("half of a pair in a key", () => With(TakesJson, "{\"\\udfff\":1}")),
        ("half of a pair in an id", () => With(TakesIds, "[\"\\ud83d\"]")),
        ("half of a pair in a date", () => With(
            "query($v: DateTime!) { later(start: $v, by: \"PT1S\") }", "\"2026\\ud800\"")),
        ("half of a pair in an enum", () => With("query($v: Genre) { all(genre: $v) { title } }", "\"\\ud800\"")),
        ("half of a pair in a name", () => Body(
            """{"query":"query($v: Int) { books(first: $v) { nodes { id } } }","variables":{"\ud800":1}}""")),
        ("bytes that are no UTF-8", () => Raw(
            [.. "{\"query\":\"query($v: ID!) { node(id: $v) { id } }\",\"variables\":{\"v\":\""u8, 0xFF, 0xC3,
                .. "\"}}"u8])),
        ("a number beyond doubles", () => With(TakesJson, "1e999999")),
        ("a number of 500 KB", () => With(TakesJson, new string('7', 500_000))),
        ("an Int beyond Int", () => With("query($v: Int) { books(first: $v) { nodes { id } } }", "2147483648")),
        ("an Int of 500 KB", () => With(
            "query($v: Int) { books(first: $v) { nodes { id } } }", new string('7', 500_000))),
        ("one variable over and over", () => Body(
            "{\"query\":\"query($v: Int) { __typename }\",\"variables\":{" + Many("\"v\":1", 100_000) + "}}")),
        ("variables that nobody declared", () => Body(
            "{\"query\":\"{ __typename }\",\"variables\":{" + Many("\"x\":[]", 100_000) + "}}")),
        ("variables twice", () => Body("""{"query":"{ __typename }","variables":{},"variables":[]}""")),
        ("an input with keys that nobody knows", () => With(
            "mutation($v: RenameBookInput!) { renameBook(input: $v) { note } }",
            "{" + string.Join(",", Enumerable.Range(0, 20_000).Select(i => $"\"k{i}\":{{}}")) + "}")),
        ("names of JavaScript objects", () => With(TakesJson, """{"__proto__":{"x":1},"constructor":{}}""")),
    ];

    private static IEnumerable<(string, Func<HttpRequestMessage>)> Types() =>
    [
        ("text/plain", () => Body(Fine, "text/plain")),
        ("a form", () => Body("query=%7B__typename%7D", Form)),
        ("a mutation as a form", () => Body("query=mutation%7B__typename%7D", Form)),
        ("a multipart form", () => Multipart(Fine)),
        ("an upload form", () => Multipart("""{"query":"mutation($f:Upload!){__typename}","variables":{"f":null}}""")),
        ("a multipart form without a boundary", () => Body("--x", "multipart/form-data")),
        ("a document as the body", () => Body("{ __typename }", "application/graphql")),
        ("no type", () => Body(Fine, "")),
        ("two types", () => Body(Fine, "application/json, text/plain")),
        ("a type that is none", () => Body(Fine, ";;;===\u007f/")),
        ("a type of 20 KB", () => Body(Fine, "application/json; a=" + new string('b', 20_000))),
        ("UTF-7 by name", () => Body(Fine, "application/json; charset=utf-7")),
        ("UTF-16 by name", () => Body(Fine, "application/json; charset=utf-16")),
        ("gzip", () => Encoded(Gzip(Fine), "gzip")),
        ("gzip that is none", () => Encoded(Encoding.UTF8.GetBytes(Fine), "gzip")),
        ("a bomb of 50 MB", () => Encoded(Gzip(new string(' ', 50_000_000)), "gzip")),
        ("many encodings", () => Encoded(
            Encoding.UTF8.GetBytes(Fine), string.Join(", ", Enumerable.Repeat("gzip", 90)))),
    ];

    private static IEnumerable<(string, Func<HttpRequestMessage>)> Methods() =>
    [
        ("a mutation by GET", () => Get("?query=mutation{renameBook(input:{bookId:\"x\",title:\"y\"}){note}}")),
        ("a subscription by GET", () => Get("?query=subscription{bookRead{title}}")),
        ("GET without a query", () => Get("")),
        ("GET with many queries", () => Get("?" + string.Join("&", Enumerable.Repeat("query={__typename}", 500)))),
        ("GET with broken escapes", () => Get("?query=%7B%ZZ%C3%28%00%")),
        ("GET with deep variables", () => Get("?query={__typename}&variables=" + Nest("[", "]", 3_000))),
        ("GET with variables that are none", () => Get("?query={__typename}&variables=%FF%FE{")),
        ("GET with half of a pair", () => Get(
            "?query={__typename}&extensions=" + Uri.EscapeDataString("""{"persistedQuery":{"\ud800":1},"\udc00":1}""")
        )),
        ("GET with a hash that is half of a pair", () => Get(
            "?extensions=" + Uri.EscapeDataString("""{"persistedQuery":{"version":1,"sha256Hash":"\ud800"}}"""))),
        ("GET with a long address", () => Get("?query={__typename}&x=" + new string('x', 60_000))),
        ("GET from another site", () => Header(Get("?query={__typename}"), "Sec-Fetch-Site", "cross-site")),
        .. new[] { "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "PROPFIND", "XXXXXXXX" }.Select(method =>
            ($"the method {method}",
                (Func<HttpRequestMessage>)(() => new HttpRequestMessage(new(method), "/graphql")))),
    ];

    private static IEnumerable<(string, Func<HttpRequestMessage>)> Headers() =>
    [
        ("a long Accept", () => Header(
            Body(Fine), "Accept", string.Join(", ", Enumerable.Range(0, 2_000).Select(i => $"a/b{i};q=0.{i}")))),
        ("an Accept that is none", () => Header(Body(Fine), "Accept", ";;q=x,,*/,/*;q=2")),
        ("an Accept that refuses all", () => Header(Body(Fine), "Accept", "*/*;q=0")),
        ("a stream of a query", () => Header(Body(Fine), "Accept", "text/event-stream")),
        ("a stream of a mistake", () => Header(Post("subscription{nothing}"), "Accept", "text/event-stream")),
        ("a cost report that is none", () => Header(Body(Fine), "GraphQL-Cost", new string('x', 20_000))),
        ("a trace that is none", () => Header(Body(Fine), "traceparent", "00-zz-zz-zz")),
        ("a token that is none", () => Header(Body(Fine), "Authorization", "Bearer " + new string('.', 20_000))),
        ("a header of 100 KB", () => Header(Body(Fine), "X-Long", new string('x', 100_000))),
        ("a thousand headers", () => Enumerable.Range(0, 1_000).Aggregate(
            Body(Fine), (request, i) => Header(request, $"X-{i}", "y"))),
        ("an upgrade that is none", () => Header(
            Header(Get("?query={__typename}"), "Connection", "Upgrade"), "Upgrade", "websocket")),
        ("a host of another name", () => Header(Body(Fine), "Host", "evil.example")),
        ("an origin of another site", () => Header(Body(Fine), "Origin", "https://evil.example")),
    ];

    // Not by the serializer: it keeps buffers many times as large, which would count as the server's.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 64).Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (c < ' ') quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    private static HttpRequestMessage With(string query, string value) =>
        Body("{\"query\":" + Quoted(query) + ",\"variables\":{\"v\":" + value + "}}");

    private static string Hash(string inside, string more = "") =>
        "{\"extensions\":{\"persistedQuery\":{" + inside + "}}" + more + "}";

    private static HttpRequestMessage Body(string body, string type = "application/json") =>
        Raw(Encoding.UTF8.GetBytes(body), type);

    private static HttpRequestMessage Raw(byte[] body, string type = "application/json")
    {
        var content = new ByteArrayContent(body);
        if (type.Length > 0) content.Headers.TryAddWithoutValidation("Content-Type", type);
        return new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content };
    }

    private static HttpRequestMessage Chunked(int size)
    {
        var content = new StreamContent(new MemoryStream(new byte[size]));
        content.Headers.ContentLength = null;
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content };
    }

    private static HttpRequestMessage Encoded(byte[] body, string encoding)
    {
        var request = Raw(body);
        request.Content!.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return request;
    }

    private static HttpRequestMessage Multipart(string operations) =>
        new(HttpMethod.Post, "/graphql")
        {
            Content = new MultipartFormDataContent
            {
                { new StringContent(operations), "operations" },
                { new StringContent("""{"0":["variables.f"]}"""), "map" },
                { new StringContent("x"), "0", "x.txt" },
            },
        };

    private static HttpRequestMessage Get(string query) => new(HttpMethod.Get, "/graphql" + query);

    private static HttpRequestMessage Header(HttpRequestMessage request, string name, string value)
    {
        request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    private static string Nest(string open, string close, int depth, string core = "") =>
        new StringBuilder().Insert(0, open, depth).Append(core).Insert(open.Length * depth + core.Length, close, depth)
            .ToString();

    private static string Many(string item, int count) => string.Join(",", Enumerable.Repeat(item, count));
}
