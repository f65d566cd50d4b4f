namespace LearnerGraph.Api.Setup;

/// <summary>A variable of an older installation: the key that takes its place, or why none does.</summary>
/// <param name="Key">Empty where the variable is not taken over.</param>
public sealed record OlderName(string Variable, string Key, string Why = "");

/// <summary>
/// Every environment variable that the systems before this one read or named. Those with a counterpart set it, weaker
/// than any setting by its own name; each one found is told of once at start.
/// </summary>
public static class OlderNames
{
    private const string SqlLog = "Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command";
    private const string NoFeature = "nothing here needs it";
    private const string Pool = "part of the connection string";
    private const string Flags = "features are switched by experiments";
    private const string Host = "the host's own settings say it (ASPNETCORE_ENVIRONMENT, --urls)";
    private const string Outside = "belongs to what runs the process";
    private const string InCode = "a constant of the method, described in docs/algorithms";

    /// <summary>Beside the names in <see cref="Settings"/>.</summary>
    private static readonly OlderName[] Further =
    [
        new("LOG_LEVEL", "Logging:LogLevel:Default"),
        new("SQL_ECHO", SqlLog),
        new("METRICS_PORT", "Metrics:Port"),
        new("REQUEST_TIMEOUT", "Limits:RequestSeconds"),
        new("PORT", "urls"),
        new("EXPLORATION_RATIO", "Exploration:Epsilon"),
        new("JWT_SECRET", "Auth:Key"),
        .. None(Host, "ENVIRONMENT", "ENV", "HOST", "DEBUG", "TESTING", "TEST_DATABASE_URL"),
        .. None("the API is at /graphql, its version in the schema", "API_V1_STR", "PROJECT_NAME", "VERSION"),
        .. None(Outside, "DOCKER_REGISTRY", "K8S_NAMESPACE", "WORKER_PROCESSES"),
        .. None("logs are JSON on standard output", "LOG_FORMAT", "LOG_FILE_PATH"),
        .. None("each experiment has a plan and a salt of its own", "DEFAULT_AB_SPLIT", "AB_TEST_HASH_SALT"),
        .. None("a policy's name carries its version", "RECOMMENDATION_ALGORITHM_VERSION"),
        .. None("streaks forgive by local days", "STREAK_DECAY_HOURS"),
        .. None("an objective of the operator, see the alert rules", "RECOMMENDATION_LATENCY_P99_MS",
            "TARGET_PRACTICE_BOOST_PERCENT", "TARGET_UPTIME_PERCENT"),
        .. None(Pool, "DB_POOL_SIZE", "REDIS_POOL_SIZE"),
        .. None("always on", "METRICS_ENABLED", "HEALTH_CHECK_ENABLED"),
        .. None("who asks decides how often", "HEALTH_CHECK_INTERVAL"),
        .. None(Flags, "ENABLE_NEW_RECOMMENDATION_ALGO", "ENABLE_ADVANCED_ANALYTICS",
            "ENABLE_REAL_TIME_NOTIFICATIONS", "ENABLE_EXPERIMENTAL_FEATURES"),
        .. None(NoFeature, "SMTP_HOST", "SMTP_PORT", "SMTP_USER", "SMTP_PASSWORD", "ANALYTICS_API_KEY",
            "ANALYTICS_ENDPOINT", "CDN_URL", "STATIC_FILES_DIR", "UPLOAD_DIR", "MAX_UPLOAD_SIZE_MB",
            "ALERT_WEBHOOK_URL", "SENTRY_DSN"),
        .. None("the verb backup, started by the operator's schedule", "BACKUP_ENABLED", "BACKUP_SCHEDULE",
            "BACKUP_RETENTION_DAYS"),
        .. None("training is started by verbs and mutations, with its own arguments", "ML_TRAINING_ENABLED",
            "MODEL_UPDATE_FREQUENCY_HOURS", "FEATURE_PIPELINE_VERSION"),
        .. None(InCode, "RECOMMENDATION_TOP_N", "MIN_SIMILARITY", "RECOMMENDATION_SEMANTIC_WEIGHT",
            "RECOMMENDATION_CATEGORY_WEIGHT", "RECOMMENDATION_TECH_WEIGHT", "RECOMMENDATION_POPULARITY_WEIGHT",
            "RECOMMENDATION_MAX_PROJECTS", "RECOMMENDATION_POPULARITY_THRESHOLD", "RECOMMENDATION_BATCH_SIZE",
            "ADJUSTMENT_RATE", "NUM_ITERATIONS", "SOFTMIN_TEMPERATURE", "FEEDBACK_LEARNING_RATE"),
        .. None("runs and models are kept in the store", "MLFLOW_TRACKING_URI", "MLFLOW_ARTIFACT_ROOT",
            "MLFLOW_REGISTRY_NAME", "MLFLOW_UI_PORT"),
        .. None("the cache of sets has Cache:TtlSeconds", "REDIS_CACHE_TTL"),
        .. None("keys are made by createApiKey and stored as hashes", "ATLAS_API_KEYS"),
        .. None("vectors are kept in the process", "WEAVIATE_HOST", "WEAVIATE_PORT", "WEAVIATE_GRPC_PORT",
            "WEAVIATE_API_KEY"),
        .. None("embedding spaces have settings of their own", "MODEL_NAME", "MODEL_DIMENSIONS", "OPENAI_API_KEY",
            "OPENAI_API_URL"),
        .. None("work on vectors is a pipeline with retries of its own", "IMPROVEMENT_SECONDS_INTERVAL",
            "WORKER_MAX_RETRIES", "WORKER_TIME_LIMIT"),
    ];

    public static IReadOnlyList<OlderName> All { get; } =
    [
        .. Settings.All.Where(setting => setting.Alias is not null)
            .Select(setting => new OlderName(setting.Alias!, setting.Key)),
        .. Further,
    ];

    /// <summary>The keys that older names set, with values as the keys want them.</summary>
    public static KeyValuePair<string, string?>[] In(Func<string, string?> variable) =>
    [
        .. from name in All
           where name.Key.Length > 0
           let value = variable(name.Variable)
           where value is { Length: > 0 }
           group FromAlias(name.Key, value) by name.Key into found
           select KeyValuePair.Create(found.Key, (string?)found.First()),
    ];

    /// <summary>One line for each older name that is set, and quotes no value.</summary>
    public static IEnumerable<string> Notes(Func<string, string?> variable) =>
        from name in All
        where variable(name.Variable) is { Length: > 0 }
        select name.Key.Length > 0
            ? $"{name.Variable} is an older name: set {name.Key}."
            : $"{name.Variable} is not used: {name.Why}.";

    private static IEnumerable<OlderName> None(string why, params string[] variables) =>
        variables.Select(variable => new OlderName(variable, "", why));

    // Older installations write addresses where the platform writes connection strings.
    internal static string FromAlias(string key, string value) => key switch
    {
        "ConnectionStrings:Main" when value.StartsWith("sqlite:///", StringComparison.Ordinal) =>
            $"Data Source={value["sqlite:///".Length..]}",
        "ConnectionStrings:Main" when Uri.TryCreate(value, UriKind.Absolute, out var store)
            && store.Scheme is ("postgres" or "postgresql") => FromPostgresAddress(store),
        "Cache:Redis" when Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "redis" =>
            $"{uri.Host}:{(uri.Port > 0 ? uri.Port : 6379)}",
        "urls" => $"http://0.0.0.0:{value}",
        "Logging:LogLevel:Default" => value.ToUpperInvariant() switch
        {
            "INFO" => "Information", "WARN" => "Warning", "FATAL" => "Critical", _ => value,
        },
        SqlLog => value.ToUpperInvariant() is "TRUE" or "1" ? "Information" : "Warning",
        _ => value,
    };

    private static string FromPostgresAddress(Uri address)
    {
        var user = address.UserInfo.Split(':', 2);
        var words = new System.Data.Common.DbConnectionStringBuilder { ["Host"] = address.Host };
        if (address.Port > 0) words["Port"] = address.Port;
        words["Database"] = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/'));
        if (user[0].Length > 0) words["Username"] = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) words["Password"] = Uri.UnescapeDataString(user[1]);
        return words.ConnectionString;
    }
}
