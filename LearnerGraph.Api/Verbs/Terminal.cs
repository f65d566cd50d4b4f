using System.Text.Json;
using System.Text.Json.Serialization;
using LearnerGraph.Domain.Kernel;
using Spectre.Console;

namespace LearnerGraph.Api.Verbs;

/// <summary>Where a verb speaks: data to standard output, everything else to standard error.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error, bool isJson)
{
    private const int RedirectedWidth = 120;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(error),
        ColorSystem = IsPlain() ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
    });

    public bool IsJson => isJson;

    public TextWriter Output => output;

    public void Say(string message) => error.WriteLine(message);

    /// <summary>A verb's result: one JSON document where that was asked for, words otherwise.</summary>
    public void Result(object data, string words) =>
        output.WriteLine(isJson ? JsonSerializer.Serialize(data, Json) : words);

    /// <summary>The same document as a file.</summary>
    public static void Write(object data, FileInfo file)
    {
        using var target = file.Create();
        JsonSerializer.Serialize(target, data, Json);
    }

    /// <summary>A table as a result; coloured on a terminal only.</summary>
    public void Write(Table table)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            ColorSystem = IsPlain() ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (System.Console.IsOutputRedirected) console.Profile.Width = RedirectedWidth;
        console.Write(table);
    }

    public int Refuse(Problem problem) => Refuse(problem.Message, problem.Code, ExitCode.Of(problem));

    public int Refuse(string message, string code, int exitCode)
    {
        error.WriteLine(isJson ? JsonSerializer.Serialize(new { code, message, exitCode }, Json) : message);
        return exitCode;
    }

    /// <summary>Runs with a bar on a terminal, with a line for every tenth elsewhere.</summary>
    public async Task<T> ProgressAsync<T>(string what, Func<IProgress<double>, Task<T>> work)
    {
        if (System.Console.IsErrorRedirected || isJson) return await work(new TenthsReport(error, what));

        return await _console.Progress().AutoClear(true).StartAsync(async context =>
        {
            var bar = context.AddTask(what);
            return await work(new InlineReport(done => bar.Value = done * 100));
        });
    }

    private static bool IsPlain() =>
        Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }
        || Environment.GetEnvironmentVariable("TERM") is "dumb";

    private sealed class InlineReport(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }

    private sealed class TenthsReport(TextWriter error, string what) : IProgress<double>
    {
        private int _told;

        public void Report(double value)
        {
            var tenths = (int)(value * 10);
            if (tenths <= _told) return;

            _told = tenths;
            error.WriteLine($"{what}: {tenths * 10} %");
        }
    }
}
