namespace LearnerGraph.Api.Setup;

/// <summary>What a browser sees at the root: where to go, and a query to try.</summary>
internal static class LandingPage
{
    public const string SampleQuery =
        """
        {
          learners(first: 1) {
            nodes {
              displayName
              recommendations {
                mix { lane requested served }
                items {
                  rank lane score reason
                  concept { name }
                  questions { prompt }
                }
              }
            }
          }
        }
        """;

    private static readonly string Html = $$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>LearnerGraph</title>
        <style>
          body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem;
                 color: #1c1c1c; background: #fff; }
          pre { background: #f2f2f2; padding: 1rem; overflow-x: auto; }
          a { color: #0b5394; }
          @media (prefers-color-scheme: dark) {
            body { color: #eee; background: #161616; } pre { background: #262626; } a { color: #8ab4f8; }
          }
        </style>
        </head>
        <body>
        <main>
        <h1>LearnerGraph</h1>
        <p>Recommends what to practise next. It speaks GraphQL.</p>
        <ul>
          <li><a href="/console">The console</a>, for staff</li>
          <li><a href="/graphql">GraphQL</a>, with a page to try queries in Development</li>
          <li><a href="/graphql?sdl">The schema</a></li>
          <li><a href="/health/ready">Health</a> and <a href="/metrics">metrics</a></li>
        </ul>
        <h2>A query to paste</h2>
        <pre><code>{{System.Net.WebUtility.HtmlEncode(SampleQuery)}}</code></pre>
        </main>
        </body>
        </html>
        """;

    public static void MapLandingPage(this WebApplication app) =>
        app.MapGet("/", static (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy =
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
            return Results.Text(Html, "text/html; charset=utf-8");
        });
}
