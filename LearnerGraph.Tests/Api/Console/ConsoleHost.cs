using LearnerGraph.Api.Setup;
using LearnerGraph.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;

namespace LearnerGraph.Tests.Api.Console;

/// <summary>
/// A server that a browser can reach, filled with the sample school, and the browser; both are shared by all tests of
/// pages, which must not depend on each other's changes.
/// </summary>
public sealed class ConsoleHost : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("learnergraph-console-").FullName;
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private MarkupValidator? _validator;

    public string Address { get; private set; } = "";

    public IServiceProvider Services => _app!.Services;

    public IBrowser Browser { get; private set; } = null!;

    internal MarkupValidator Validator => _validator!;

    public async Task InitializeAsync()
    {
        if (BrowserTools.ReasonToSkip() is not null) return;

        var validator = MarkupValidator.StartAsync();
        var clock = new FakeClock(new DateTimeOffset(2026, 5, 4, 10, 0, 0, TimeSpan.Zero));
        _app = ApiApplication.Build(["--environment=Development", "--urls=http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:Main"] = $"Data Source={Path.Combine(_folder, "test.db")}",
                ["Auth:Key"] = ApiHost.Key,
                ["Demo:Learners"] = "150",
                ["Logging:LogLevel:Default"] = "None",
            });
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        });
        await _app.PrepareAsync(CancellationToken.None);
        await _app.StartAsync();
        var server = _app.Services.GetRequiredService<IServer>();
        Address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = BrowserTools.Chromium,
            Args = ["--no-sandbox", "--disable-gpu"],
        });
        _validator = await validator;
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        _playwright?.Dispose();
        _validator?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Tests of pages run one after the other, on one server and one browser.</summary>
[CollectionDefinition(Name)]
public sealed class ConsolePages : ICollectionFixture<ConsoleHost>
{
    public const string Name = "console pages";
}
