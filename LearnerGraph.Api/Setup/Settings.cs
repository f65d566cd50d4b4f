using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Memory;
using LearnerGraph.Infrastructure;
using LearnerGraph.Infrastructure.Neo4j;
using static LearnerGraph.Api.Setup.Setting;

namespace LearnerGraph.Api.Setup;

/// <summary>Every key that the product reads. docs/operations.md lists the same, and a test compares both.</summary>
public static class Settings
{
    public static readonly IReadOnlyList<Setting> All =
    [
        Words("ConnectionStrings:Main", "Data Source=learnergraph.db",
            "Where records live: an SQLite file, or PostgreSQL (Host=…).", "DATABASE_URL"),
        new("ConnectionStrings:Graph", "", "A graph database to keep the concept graph in as well; empty for none.",
            GraphAddress.Expected, value => value.Length == 0 || GraphAddress.TryParse(value) is not null)
        {
            IsSecret = true,
        },
        Whole("Graph:BatchSize", 500, 1, 10_000, "Rows of one write to the graph database."),
        Whole("Graph:TimeoutMs", 30_000, 100, 600_000, "What one statement to the graph database may take."),
        Whole("Graph:Connections", 8, 1, 100, "Connections to the graph database kept open at most."),
        Words("Cache:Redis", "", "Redis to share the cache through, as host:port; empty keeps it in process.",
            "REDIS_URL"),
        Whole("Cache:Entries", 10_000, 0, 10_000_000, "Sets kept in process; 0 keeps none."),
        Whole("Cache:TtlSeconds", 300, 1, 86_400, "How long a set is kept, give or take a tenth.",
            "RECOMMENDATION_CACHE_TTL"),
        Whole("Cache:DeadlineMs", 25, 1, 5_000, "What a call to Redis may take before the set is computed instead."),
        Whole("Catalog:RefreshMs", 1_000, 0, 600_000,
            "After this long another process's edit of the catalog is looked for; 0 looks on every request."),
        Whole("Catalog:StatesMs", 15_000, 100, 600_000,
            "After this long the questions' difficulties are read again."),

        Whole("Vectors:GraphFrom", 50_000, 100, 100_000_000,
            "Vectors from which on a search walks a graph, which may miss a few, instead of comparing all."),
        Flag("Vectors:Int8", false,
            "Whether a scan looks through one-byte copies first: quicker, a quarter more memory."),
        Whole("Vectors:SearchWidth", 64, 8, 10_000, "Vectors that a walk keeps in view: more finds more, slower."),
        Words("Vectors:Folder", "",
            "Folder to keep vectors in, so that a restart need not make them again; empty: none."),

        OneOf("Clustering:Method", "hdbscan", ["hdbscan", "kmeans"], "How the concepts of a course are grouped."),
        Whole("Clustering:Clusters", 0, 0, 10_000, "Themes that k-means finds; 0 for the root of half the concepts."),
        Whole("Clustering:MinClusterSize", 3, 2, 1_000, "Concepts that make a theme for HDBSCAN."),
        Whole("Clustering:MinSamples", 2, 1, 1_000, "Neighbours, itself counted, that make a place dense for HDBSCAN."),
        Whole("Clustering:Seed", 42, 0, 2_000_000_000, "What k-means draws its starts by."),
        OneOf("Embeddings:Provider", "lsa", ["lsa", "openai", "azure"],
            "Who makes vectors of texts: in process, any server of OpenAI's protocol, or Azure."),
        Address("Embeddings:Endpoint",
            "The provider's address before /embeddings; empty is OpenAI's own. Azure's goes as far as the deployment."),
        Words("Embeddings:Model", "text-embedding-3-small", "The provider's model; another one makes vectors anew."),
        Secret("Embeddings:ApiKey", "The provider's key; sent, never told."),
        Words("Embeddings:ApiVersion", "2024-10-21", "Azure's api-version."),
        Whole("Embeddings:BatchSize", 32, 1, 2_048, "Texts in one request to the provider."),
        Whole("Embeddings:TimeoutMs", 30_000, 100, 600_000, "What one request to the provider may take."),
        Whole("Embeddings:Retries", 4, 0, 20, "How often a request that failed in passing is sent again."),
        Whole("Embeddings:TextsPerHour", 100_000, 0, 100_000_000, "Texts sent to the provider in an hour; 0: any."),
        Whole("Embeddings:CacheEntries", 10_000, 0, 10_000_000, "Vectors of a provider's texts kept in process."),
        Flag("Embeddings:AllowPrivate", false,
            "Whether the provider may be at a loopback or private address, as a local server is."),

        Secret("Auth:Key", "Shared secret of bearer tokens (HS256), 32 bytes or more.", "JWT_SECRET_KEY"),
        Words("Auth:KeyFile", "", "A file that holds the shared secret, instead of Auth:Key."),
        Address("Auth:Authority", "OpenID Connect authority whose tokens are taken, instead of a shared secret."),
        Words("Auth:Jwks", "", "Public keys of tokens (RS256, ES256) as a JSON Web Key Set: a file or an address."),
        Whole("Auth:JwksRefreshMinutes", 10, 1, 1_440, "After this long the key set is read again."),
        Whole("Auth:JwksMaxAgeHours", 24, 1, 720, "How long keys count while their source does not answer."),
        Whole("Auth:SkewSeconds", 30, 0, 300, "How far the clocks of issuer and server may differ."),
        Flag("Auth:RequireAccessTokenType", false,
            "Whether a token must carry typ at+jwt, so that an id token is not taken for one."),
        Words("Auth:Issuer", "learnergraph", "The iss that a token must carry."),
        Words("Auth:Audience", "learnergraph", "The aud that a token must carry."),
        Whole("Auth:TokenHours", 24, 1, 8760, "Life of tokens made by the verb token, in hours.",
            "JWT_EXPIRATION_HOURS"),

        Words("Http:AllowedOrigins", "", "Web origins that browsers may call from, separated by commas.",
            "CORS_ALLOWED_ORIGINS"),
        Whole("Http:DrainSeconds", 5, 0, 15,
            "Told to stop, the process is not ready at once and serves on for so long. In Development 0."),
        Whole("Limits:PerSubjectPerMinute", 100, 0, 1_000_000,
            "Requests a minute that one subject may make; 0 is no limit. In Development 0.",
            "API_RATE_LIMIT_PER_MINUTE"),
        Whole("Limits:CostPerToken", 1_000, 1, 1_000_000,
            "Cost of an operation from which it counts as one request more, and again for each so much."),
        .. GraphQLSettings.All,

        Whole("Recommendations:DefaultSize", 10, 1, 50, "Items of a set where the caller does not say.",
            "MAX_RECOMMENDATIONS"),
        Whole("Recommendations:TtlSeconds", 300, 1, 86_400, "Life of a served set, give or take a tenth."),
        Whole("Recommendations:DeadlineMs", 80, 5, 5_000, "Past it a degraded set is served."),
        Words("Recommendations:Policy", "hybrid_v1", "Ranking policy of learners outside experiments."),
        Number("Exploration:Epsilon", 0.1, 0, 0.2, "Share of next-question slots that are sampled."),

        Number("Mastery:Threshold", 0.7, 0.5, 0.99, "Probability from which a concept counts as mastered.",
            "MIN_MASTERY_THRESHOLD"),
        Whole("Mastery:MinEvidence", 3, 1, 100, "Attempts without which nothing counts as mastered."),
        new("Mastery:Weights", "", "Numbers of the response model, as the verb fit response prints them.",
            "name=number, several of them, or nothing", value => ResponseWeights.Parse(value) is not null),
        Number("Memory:DesiredRetention", 0.9, 0.7, 0.99, "Recall under which a review is due."),
        new("Memory:Weights", "", "Weights of memory, as the verb fit memory prints them; the published ones if empty.",
            "21 numbers within the bounds of FSRS-6, or nothing",
            value => value.Length == 0 || Fsrs6.Parse(value) is not null),
        Number("Streaks:MinMinutesPerDay", 15, 1, 600, "Minutes that make a day count.",
            "MIN_PRACTICE_MINUTES_PER_DAY"),
        Whole("Streaks:DefaultTargetDays", 7, 1, 365, "Target of a daily streak before the learner sets one.",
            "DEFAULT_STREAK_TARGET"),

        Flag("Experiments:Enabled", true, "Off: everyone gets the default policy, without assignment or exposure.",
            "AB_TEST_ENABLED"),
        Number("Experiments:HoldoutShare", 0, 0, 0.5, "Share of learners that no experiment treats, ever the same."),

        Words("Console:KeysFolder", "",
            "A folder for the keys that protect the console's forms, shared by replicas; empty: the user's own."),

        Whole("Events:PollMs", 250, 0, 60_000,
            "How often a process looks for what others committed, for its subscribers; 0 never looks."),

        Flag("Pipelines:Worker", true, "Off: this process takes up no runs of pipelines and serves only."),
        Whole("Pipelines:PollSeconds", 15, 1, 3_600,
            "How often runs of other processes and schedules are looked for."),
        Whole("Pipelines:LeaseSeconds", 60, 1, 3_600,
            "After this long without a sign of life another worker takes a run over."),
        Whole("Pipelines:MaxAttempts", 3, 1, 20, "How often a part of an asset is tried."),
        Whole("Pipelines:RetryDelayMs", 2_000, 1, 600_000,
            "Wait before the second try; doubled for each further one, up to a minute."),
        Cron("Pipelines:Schedules:Content", "0 0/30 * * * ?", "When the pipeline content is run, in UTC."),
        Cron("Pipelines:Schedules:Analytics", "0 0 2 * * ?", "When the pipeline analytics is run, in UTC."),
        Cron("Pipelines:Schedules:Experiments", "0 30 2 * * ?", "When the pipeline experiments is run, in UTC."),
        Cron("Pipelines:Schedules:Training", "",
            "When models are trained, in UTC, such as 0 0 3 * * ? for every night; empty for never."),

        Words("Models:Folder", InfrastructureSetup.DefaultModelFolder,
            "A folder for trained models and for trainings under way; replicas share it."),
        Whole("Models:MinSamples", 1_000, 1, 100_000_000, "Fewer samples are not trained on.",
            "MIN_TRAINING_SAMPLES"),
        Number("Models:Margin", 0.02, 0, 1,
            "How far the interval of a new version's difference may reach below the one that serves."),

        Whole("Metrics:Port", 0, 0, 65_535, "A port of its own for /metrics; 0 serves it on the main port."),
        Secret("Logs:HashKey",
            "Key of the hashes that stand for learners in logs, shared by replicas; empty: one of the process."),
        Whole("Metrics:LabelSets", 1_000, 10, 100_000,
            "Label sets of one metric that are kept apart; what comes past them is counted under one."),
        Flag("Demo:OnEmptyStore", true, "In Development, an empty store is filled with sample content and learners."),
        Whole("Demo:Learners", 300, 1, 100_000, "Simulated learners of the demo."),
    ];
}
