using LearnerGraph.Api.Console.Access;
using LearnerGraph.Api.Console.Experiments;
using LearnerGraph.Api.Console.Pages;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;

namespace LearnerGraph.Api.Console;

/// <summary>
/// The operators' pages under /console: Razor components rendered on the server, no script, nothing from elsewhere.
/// </summary>
internal static class ConsoleSetup
{
    public const string Root = "/console";

    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; "
        + "base-uri 'none'";

    public static void AddConsole(this IServiceCollection services, IConfiguration settings)
    {
        services.AddRazorComponents();
        services.AddSingleton<TokenProbe>();
        services.AddScoped<PageRequest>();
        services.AddSingleton<ExperimentHistory>();

        // Antiforgery is keyed by data protection; replicas share a folder of keys.
        var keys = services.AddDataProtection().SetApplicationName("LearnerGraph");
        if (settings["Console:KeysFolder"] is { Length: > 0 } folder)
            keys.PersistKeysToFileSystem(new DirectoryInfo(folder));
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "learnergraph-form";
            forms.Cookie.Path = Root;
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.SuppressXFrameOptionsHeader = true;
        });
        services.PostConfigure<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme, bearer => SessionCookie.Offer(bearer.Events));
    }

    /// <summary>Headers, and who may see which page; after it is known who calls.</summary>
    public static void UseConsole(this WebApplication app)
    {
        app.UseWhen(
            static context => context.Request.Path.StartsWithSegments(Root),
            static console =>
            {
                console.Use(static (context, next) =>
                {
                    var headers = context.Response.Headers;
                    headers.ContentSecurityPolicy = Policy;
                    headers["Cross-Origin-Opener-Policy"] = "same-origin";
                    headers["Cross-Origin-Resource-Policy"] = "same-origin";
                    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
                    headers.CacheControl = "no-store";
                    return next(context);
                });
                console.Use(PageGuard.RunAsync);
            });
        app.UseAntiforgery();
    }

    public static void MapConsole(this WebApplication app)
    {
        app.MapRazorComponents<Document>();
        app.MapConsoleAssets();
        app.MapSession();
        app.MapExperimentExport();
    }
}
