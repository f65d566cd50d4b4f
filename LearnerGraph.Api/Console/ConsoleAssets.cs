using System.Security.Cryptography;
using LearnerGraph.Api.Console.Access;

namespace LearnerGraph.Api.Console;

/// <summary>Style sheet and icon, carried inside the assembly; their address changes with their content.</summary>
internal static class ConsoleAssets
{
    private static readonly Dictionary<string, (string Type, byte[] Content)> Files = new()
    {
        ["console.css"] = ("text/css; charset=utf-8", Read("console.css")),
        ["icon.svg"] = ("image/svg+xml", Read("icon.svg")),
    };

    public static string AddressOf(string name) =>
        $"{ConsoleSetup.Root}/assets/{name}?v={Convert.ToHexStringLower(SHA256.HashData(Files[name].Content))[..12]}";

    public static void MapConsoleAssets(this WebApplication app) =>
        app.MapGet($"{ConsoleSetup.Root}/assets/{{name}}", static (string name, HttpContext context) =>
        {
            if (!Files.TryGetValue(name, out var file)) return Results.NotFound();
            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Bytes(file.Content, file.Type);
        }).WithMetadata(new OpenToAllAttribute());

    private static byte[] Read(string name)
    {
        using var stream = typeof(ConsoleAssets).Assembly.GetManifestResourceStream($"console/{name}")
            ?? throw new InvalidOperationException($"The assembly lacks {name}.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
