using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using LearnerGraph.Api.Setup;

namespace LearnerGraph.Api.Verbs;

/// <summary>Measures the product's models on files of recorded data; one sub-verb for each kind of model.</summary>
internal static class EvaluateVerb
{
    /// <summary>Where the report goes as JSON; without it, words to standard output.</summary>
    public static readonly Option<FileInfo?> Report = new("--json")
    {
        Description = "Write the report to this file as JSON.",
    };

    public static readonly Option<FileInfo?> Predictions = new("--predictions")
    {
        Description = "Write every prediction to this file as CSV.",
    };

    public static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "The same seed and files give the same figures.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    };

    public static Command Create() => new(
        "evaluate", "Measure models on recorded data: what they predict before they see it.")
    {
        EvaluateVerbTracing.Create(),
        EvaluateVerbRanking.Create(),
        EvaluateVerbMemory.Create(),
        EvaluateVerbPolicy.Create(),
        EvaluateVerbPaths.Create(),
        EvaluateVerbText.Create(),
        EvaluateVerbPrerequisites.Create(),
    };

    /// <summary>A sub-verb that gets the services; the store is neither opened nor changed.</summary>
    public static Command With(
        Command command, Func<IServiceProvider, ParseResult, Terminal, CancellationToken, Task<int>> run)
    {
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed), isLocal: true);
            return await run(app.Services, parsed, terminal, ct);
        }));
        return command;
    }

    /// <summary>A file's bytes, unpacked where it is gzipped.</summary>
    public static Stream Open(FileInfo file)
    {
        if (!file.Exists) throw new VerbException($"There is no file {file.FullName}.", ExitCode.NotFound);

        var stream = file.OpenRead();
        bool isGzip = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = 0;
        return isGzip ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    /// <summary>The report to the file that was asked for, and in words to standard output.</summary>
    public static async Task TellAsync(
        ParseResult parsed, Terminal terminal, object report, string words, CancellationToken ct)
    {
        if (parsed.GetValue(Report) is { } file)
        {
            await using var output = file.Create();
            await JsonSerializer.SerializeAsync(output, report, report.GetType(), Json, ct);
        }

        terminal.Output.WriteLine(words);
    }

    /// <summary>A text as a cell of CSV: quoted where it has to be.</summary>
    public static string Cell(string text) => text.AsSpan().IndexOfAny(',', '"', '\n') < 0
        ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Rows as CSV with a header; numbers are written invariantly.</summary>
    public static async Task WriteCsvAsync(
        FileInfo file, string header, IEnumerable<FormattableString> rows, CancellationToken ct)
    {
        await using var output = new StreamWriter(file.FullName);
        await output.WriteLineAsync(header.AsMemory(), ct);
        foreach (var row in rows)
            await output.WriteLineAsync(row.ToString(CultureInfo.InvariantCulture).AsMemory(), ct);
    }
}
