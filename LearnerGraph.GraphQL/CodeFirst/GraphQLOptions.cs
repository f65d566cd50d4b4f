using System.Security.Claims;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.Validation;

namespace LearnerGraph.GraphQL;

/// <summary>How the server runs; the defaults are those of production.</summary>
public sealed record GraphQLOptions
{
    /// <summary>What a request may take, waiting included.</summary>
    public TimeSpan ExecutionTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a root field without [Authorize] still needs an identity.</summary>
    public bool RequireAuthenticatedUser { get; set; }

    /// <summary>Whether the start fails for elements of the schema that have no description.</summary>
    public bool RequireDescriptions { get; set; }

    /// <summary>Bytes of document text whose plans are kept. A plan takes about forty times its text.</summary>
    public int PlanCacheBytes { get; set; } = 2 * 1024 * 1024;

    public int MaxRequestBytes { get; set; } = 1024 * 1024;

    public int MaxJsonDepth { get; set; } = 64;

    /// <summary>Operations in one array; 0 refuses arrays.</summary>
    public int MaxBatchSize { get; set; }

    /// <summary>
    /// Answers to "Accept: application/json" have status 200 even if nothing could be executed, as clients expect that
    /// know no other media type. Off: the same statuses as for application/graphql-response+json.
    /// </summary>
    public bool LegacyStatusForJson { get; set; } = true;

    public bool AllowGet { get; set; } = true;

    /// <summary>Whether ?sdl gives the schema as text.</summary>
    public bool ServeSdl { get; set; } = true;

    /// <summary>Whether a browser that opens the endpoint gets a page to try queries.</summary>
    public bool ServeIde { get; set; }

    /// <summary>Who gets that page even where it is off, such as staff.</summary>
    public Func<ClaimsPrincipal, bool>? MayOpenIde { get; set; }

    public bool AllowIntrospection { get; set; } = true;

    /// <summary>Who may ask for the schema even where introspection is off, such as staff.</summary>
    public Func<ClaimsPrincipal, bool>? MayIntrospect { get; set; }

    /// <summary>When an identity ends; sockets and event streams end with it. Null: it does not.</summary>
    public Func<ClaimsPrincipal, DateTimeOffset?>? EndOfIdentity { get; set; }

    /// <summary>Only documents of the <see cref="IDocumentStore"/> are executed.</summary>
    public bool TrustedDocumentsOnly { get; set; }

    /// <summary>Whether clients may register documents by their hash (APQ).</summary>
    public bool AllowAutomaticPersistedQueries { get; set; }

    /// <summary>Limits of the parser; the names are replaced by those of the schema.</summary>
    public ParserOptions Parsing { get; set; } = ParserOptions.Default;

    public ValidationOptions Validation { get; set; } = ValidationOptions.Default;

    /// <summary>What an operation may cost; null does not count.</summary>
    public CostOptions? Cost { get; set; } = CostOptions.Default;

    /// <summary>Whether responses tell by Server-Timing how long their parts took.</summary>
    public bool ServerTiming { get; set; }

    public SubscriptionOptions Subscriptions { get; set; } = new();
}

/// <summary>Limits of long-lived connections.</summary>
public sealed record SubscriptionOptions
{
    public TimeSpan InitTimeout { get; set; } = TimeSpan.FromSeconds(5);

    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>Origins whose pages may open sockets, besides the server's own.</summary>
    public ISet<string> AllowedOrigins { get; set; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Operations at once on one socket.</summary>
    public int MaxPerSocket { get; set; } = 100;

    /// <summary>WebSockets at once, and event streams at once.</summary>
    public int MaxSockets { get; set; } = 2_000;

    /// <summary>Messages that may wait for a slow client before its sources are held back.</summary>
    public int MaxQueuedMessages { get; set; } = 64;
}
