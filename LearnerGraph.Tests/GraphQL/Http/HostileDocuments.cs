using System.Text;

namespace LearnerGraph.Tests.GraphQL.Http;

/// <summary>Documents that are deep, wide, cyclic or huge, each by its own construct.</summary>
internal static class HostileDocuments
{
    private const int Deep = 200_000;
    private const int Wide = 20_000;

    public static IEnumerable<(string Name, Func<string> Text)> All =>
    [
        .. Depths(), .. Floods(), .. Fragments(), .. Texts(), .. Introspections(), .. Values(),
    ];

    private static IEnumerable<(string, Func<string>)> Depths() =>
    [
        ("nested selections", () => Nest("{a", "}", Deep)),
        ("nested selections that never end", () => Times("{a", Deep)),
        ("nested selections just inside the parser's limit", () => Nest("{a", "}", 190)),
        ("nested inline fragments", () => "{" + Nest("...{", "}", Deep, "a") + "}"),
        ("nested inline fragments with a type", () => "{" + Nest("...on Query{", "}", 60_000, "a") + "}"),
        ("nested list values", () => "{json(value:" + Nest("[", "]", Deep) + ")}"),
        ("nested list values that never end", () => "{json(value:" + Times("[", Deep)),
        ("nested object values", () => "{json(value:" + Nest("{a:", "}", Deep, "1") + ")}"),
        ("nested list types", () => "query(" + "$a:" + Nest("[", "]", Deep, "Int") + "){a}"),
        ("nested list types that never end", () => "query($a:" + Times("[", Deep)),
        ("marks after a type", () => "query($a:Int" + Times("!", Deep) + "){a}"),
        ("nested default values", () => "query($a:JSON=" + Nest("[", "]", Deep) + "){json(value:$a)}"),
        ("nested values in a directive", () => "{a@skip(if:" + Nest("[", "]", Deep) + ")}"),
        ("closing braces alone", () => Times("}", Deep)),
        ("dots alone", () => Times(".", Deep)),
        ("objects in lists in objects", () => "{json(value:" + Nest("[{a:", "}]", 80_000, "1") + ")}"),
        ("a deep chain of real fields",
            () => "{book(id:1)" + Nest("{author{books", "}}", 40, "{title}") + "}"),
    ];

    private static IEnumerable<(string, Func<string>)> Floods() =>
    [
        ("aliases of one field", () => "{" + Many(i => $"a{i}:__typename ", Wide) + "}"),
        ("one field over and over", () => "{" + Times("__typename ", 80_000) + "}"),
        ("fields that do not exist", () => "{" + Many(i => $"bok{i} ", 2_000) + "}"),
        ("arguments that do not exist", () => "{whoAmI(" + Many(i => $"a{i}:1 ", Wide) + ")}"),
        ("one argument over and over", () => "{all(" + Times("genre:FICTION ", Wide) + "){title}}"),
        ("directives on a field", () => "{__typename " + Times("@skip(if:false)", Wide) + "}"),
        ("unknown directives", () => "{__typename " + Many(i => $"@d{i}", Wide) + "}"),
        ("directives on an operation", () => "query Q " + Times("@include(if:true)", Wide) + "{__typename}"),
        ("directives on a variable", () => "query($a:Int " + Times("@a", Wide) + "){__typename}"),
        ("a few directives on every field", () => "{" + Many(i => $"a{i}:__typename@skip(if:true) ", 5_000) + "}"),
        ("operations", () => Many(i => $"query Q{i}{{__typename}}", Wide)),
        ("operations without a name", () => Times("{__typename}", Wide)),
        ("variables", () => "query(" + Many(i => $"$a{i}:Int ", Wide) + "){__typename}"),
        ("variables without use", () => "query(" + Many(i => $"$a{i}:Int ", 1_500) + "){__typename}"),
        ("uses without variables", () => "{" + Many(i => $"a{i}:json(value:$v{i}) ", 800) + "}"),
        ("root fields that cost", () => "{" + Many(i => $"a{i}:all{{author{{books{{title}}}}}} ", 200) + "}"),
        ("connections inside connections",
            () => "{books(first:2147483647){nodes{author{books{author{books{author{books{title}}}}}}}}}"),
        ("mutations in a row", () => "mutation{" + Many(
            i => $"a{i}:renameBook(input:{{bookId:\"x\",title:\"\"}}){{note}} ", 500) + "}"),
        ("several roots of a subscription", () => "subscription{" + Many(i => $"a{i}:bookRead{{title}} ", 500) + "}"),
        ("type definitions", () => Many(i => $"type T{i}{{a:Int}}", Wide)),
    ];

    private static IEnumerable<(string, Func<string>)> Fragments() =>
    [
        ("a fragment that spreads itself", () => "{...A} fragment A on Query{...A}"),
        ("two fragments in a circle", () => "{...A} fragment A on Query{...B} fragment B on Query{...A}"),
        ("a thousand fragments in a circle",
            () => "{...F0}" + Many(i => $"fragment F{i} on Query{{...F{(i + 1) % 1000}}}", 1000)),
        ("circles through fields",
            () => "{all{...A}} fragment A on Book{author{books{...A}}}"),
        ("every fragment spreads every other",
            () => "{...F0}" + Many(i => $"fragment F{i} on Query{{{Many(k => $"...F{k} ", 60)}}}", 60)),
        ("two to the thirtieth spreads", () => Doubling(30, 2)),
        ("two to the thirtieth spreads with aliases",
            () => "{...F0}" + Many(i => $"fragment F{i} on Query{{a{i}:__typename ...F{i + 1} ...F{i + 1}}}", 30)
                + "fragment F30 on Query{__typename}"),
        ("three to the hundredth spreads", () => Doubling(100, 3)),
        ("doubling under fields",
            () => "{all{...F0}}" + Many(
                i => $"fragment F{i} on Book{{author{{books{{...F{i + 1}}}}} x:author{{books{{...F{i + 1}}}}}}}", 30)
                + "fragment F30 on Book{title}"),
        ("a chain of five thousand fragments",
            () => "{...F0}" + Many(i => $"fragment F{i} on Query{{...F{i + 1}}}", 5_000)
                + "fragment F5000 on Query{__typename}"),
        ("fragments that nobody uses", () => "{__typename}" + Many(i => $"fragment F{i} on Query{{whoAmI}}", 5_000)),
        ("one fragment spread over and over", () => "{" + Times("...A ", Wide) + "} fragment A on Query{__typename}"),
        ("fragments that do not exist", () => "{" + Many(i => $"...F{i} ", Wide) + "}"),
        ("one fragment defined over and over", () => "{...A}" + Times("fragment A on Query{__typename}", 5_000)),
        ("conflicts between every two fields",
            () => "{" + Many(i => $"all{{x:{(i % 2 == 0 ? "title" : "rating")}}} ", 1_500) + "}"),
        ("conflicts deep below the same names",
            () => "{" + Times("all{author{books{author{books{author{name}}}}}} ", 250) + "}"),
        ("the same name with other arguments", () => "{" + Many(i => $"x:book(id:\"{i}\"){{title}} ", 900) + "}"),
        ("fragments on types that do not meet",
            () => "{all{" + Many(i => $"...on Author{{a{i}:name}} ...on Book{{a{i}:title}} ", 900) + "}}"),
    ];

    private static IEnumerable<(string, Func<string>)> Texts() =>
    [
        ("commas", () => "{__typename" + new string(',', 900_000) + "}"),
        ("spaces", () => "{__typename" + new string(' ', 900_000) + "}"),
        ("comments", () => "{__typename " + Times("#\n", 400_000) + "}"),
        ("line ends", () => "{__typename" + new string('\n', 300_000) + "}"),
        ("a name of 900 KB", () => "{" + new string('a', 900_000) + "}"),
        ("an alias of 900 KB", () => "{" + new string('a', 900_000) + ":__typename}"),
        ("an operation name of 900 KB", () => "query " + new string('a', 900_000) + "{__typename}"),
        ("a string of 900 KB", () => "{json(value:\"" + new string('a', 900_000) + "\")}"),
        ("a string that never ends", () => "{json(value:\"" + new string('a', 900_000)),
        ("a block string that never ends", () => "{json(value:\"\"\"" + Times("\n ", 200_000)),
        ("a block string of many lines", () => "{json(value:\"\"\"" + Times("\n    x", 100_000) + "\"\"\")}"),
        ("escapes", () => "{json(value:\"" + Times("\\u0041", 100_000) + "\")}"),
        ("half of a pair", () => "{json(value:\"\\uD800\")}"),
        ("a code point beyond the last", () => "{json(value:\"\\u{110000}\")}"),
        ("a code point without end", () => "{json(value:\"\\u{" + new string('0', 500_000)),
        ("digits", () => "{json(value:" + new string('9', 900_000) + ")}"),
        ("an exponent", () => "{json(value:1e" + new string('9', 100_000) + ")}"),
        ("fractions", () => "{json(value:0." + new string('3', 900_000) + ")}"),
        ("NUL", () => "{__typename\0}"),
        ("control characters", () => "{" + string.Concat(Enumerable.Range(1, 31).Select(i => (char)i)) + "}"),
        ("a byte order mark everywhere", () => Times("\uFEFF", 100_000) + "{\uFEFF__typename\uFEFF}"),
        ("emoji where names are", () => "{" + Times("🚀", 50_000) + "}"),
        ("text from right to left", () => "{\u202E__typename}"),
        ("names of JavaScript objects", () => "{__proto__ constructor hasOwnProperty toString}"),
        ("nothing but a comment", () => "#" + new string('x', 500_000)),
    ];

    private static IEnumerable<(string, Func<string>)> Introspections() =>
    [
        ("types of types", () => "{__schema{types{" + Nest("ofType{", "}", 150, "name") + "}}}"),
        ("fields of types of fields",
            () => "{__schema{types" + Nest("{fields{type", "}}", 40, "{name}") + "}}"),
        ("the schema a thousand times", () => "{" + Many(i => $"a{i}:__schema{{types{{fields{{name}}}}}} ", 900) + "}"),
        ("a type by a name of 500 KB", () => "{__type(name:\"" + new string('a', 500_000) + "\"){name}}"),
    ];

    private static IEnumerable<(string, Func<string>)> Values() =>
    [
        ("a list of numbers", () => "{json(value:[" + Times("1 ", Wide / 2) + "])}"),
        ("a list of ids", () => "{ids(ids:[" + Times("\"x\" ", Wide / 2) + "])}"),
        ("an object of one key", () => "{json(value:{" + Times("a:1 ", Wide / 4) + "})}"),
        ("an object of many keys", () => "{json(value:{" + Many(i => $"a{i}:1 ", Wide / 4) + "})}"),
        ("enum values that do not exist", () => "{" + Many(i => $"a{i}:all(genre:FICTIO{i}){{title}} ", 800) + "}"),
        ("numbers outside of everything", () => "{books(first:99999999999999999999999){nodes{title}}}"),
        ("the largest page", () => "{books(first:2147483647){nodes{title}}}"),
        ("a negative page", () => "{books(first:-1){nodes{title}}}"),
        ("the smallest page", () => "{books(first:-2147483648){nodes{title}}}"),
        ("a page from both ends", () => "{books(first:1,last:1){nodes{title}}}"),
        ("dates that do not exist", () => "{later(start:\"2026-02-31T25:61:61Z\",by:\"P1D\")}"),
        ("durations without end",
            () => "{later(start:\"2026-01-01T00:00:00Z\",by:\"P" + new string('9', 400) + "D\")}"),
        ("fifty-one nodes", () => "{nodes(ids:[" + Times("\"Qm9vazox\" ", 51) + "]){id}}"),
        ("ten thousand nodes", () => "{nodes(ids:[" + Times("\"Qm9vazox\" ", 9_000) + "]){id}}"),
        .. GarbageIds.Select(id => ($"node by the id {Shown(id)}", (Func<string>)(() =>
            $"{{node(id:{Quoted(id)}){{id}} book(id:{Quoted(id)}){{id}} nodes(ids:[{Quoted(id)}]){{id}}}}"))),
    ];

    private static string[] GarbageIds =>
    [
        "", " ", "x", "0", "-1", ":::", "Qm9vaw==", Id("Book:"), Id("Book:-1"), Id("Book:0"), Id("Book:1 "),
        Id("Book:99999999999999999999"), Id("Book:1:1"), Id("book:1"), Id("Author:"), Id("Author:1\0"),
        Id("Author:99999999999999999999"), Id("Author:999"), Id("Query:1"), Id("Node:1"), Id(":1"), Id("__Type:Book"),
        Id(new string('B', 30_000) + ":1"), Id("Book:" + new string('1', 30_000)), Id("Book:\uD83D\uDE80"),
        Convert.ToBase64String([0xFF, 0xFE, 0x3A, 0x31]), Convert.ToBase64String([0, 0, 0, 0]), new string('=', 9),
        "../../etc/passwd", "' OR 1=1 --", "🚀", new string('A', 100_001),
    ];

    private static string Id(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Shown(string id) =>
        id.Length < 40 ? $"\"{id.Replace("\0", "\\0", StringComparison.Ordinal)}\"" : $"of {id.Length} characters";

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static string Doubling(int levels, int spreads) =>
        "{...F0}" + Many(i => $"fragment F{i} on Query{{{Times($"...F{i + 1} ", spreads)}}}", levels)
        + $"fragment F{levels} on Query{{__typename}}";

    private static string Nest(string open, string close, int depth, string core = "") =>
        Times(open, depth) + core + Times(close, depth);

    private static string Times(string text, int count) =>
        new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static string Many(Func<int, string> text, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(text));
}
