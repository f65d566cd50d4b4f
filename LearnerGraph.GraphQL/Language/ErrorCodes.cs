namespace LearnerGraph.GraphQL.Language;

/// <summary>Codes of <c>extensions.code</c>, named as Apollo Server names them, and those of the limits.</summary>
public static class ErrorCodes
{
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";
    public const string BadUserInput = "BAD_USER_INPUT";
    public const string BadRequest = "BAD_REQUEST";
    public const string Unauthenticated = "UNAUTHENTICATED";
    public const string Forbidden = "FORBIDDEN";
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";
    public const string Internal = "INTERNAL";
    public const string Timeout = "TIMEOUT";
    public const string OperationResolution = "OPERATION_RESOLUTION_FAILURE";
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";
    public const string PersistedQueryOnly = "PERSISTED_QUERY_ONLY";
    public const string DepthLimit = "DEPTH_LIMIT_EXCEEDED";
    public const string TokenLimit = "LIMIT_TOKENS_EXCEEDED";
    public const string NodeLimit = "LIMIT_NODES_EXCEEDED";
    public const string FieldLimit = "LIMIT_FIELDS_EXCEEDED";
    public const string AliasLimit = "LIMIT_ALIASES_EXCEEDED";
    public const string RootFieldLimit = "LIMIT_ROOT_FIELDS_EXCEEDED";
    public const string DirectiveLimit = "LIMIT_DIRECTIVES_EXCEEDED";
    public const string FragmentLimit = "LIMIT_FRAGMENT_VISITS_EXCEEDED";
    public const string MergeLimit = "LIMIT_MERGE_COMPARISONS_EXCEEDED";
    public const string IntrospectionLimit = "LIMIT_INTROSPECTION_DEPTH_EXCEEDED";
    public const string CostLimit = "COST_EXCEEDED";
    public const string CostSlicing = "COST_SLICING_ARGUMENT";
    public const string RateLimited = "RATE_LIMITED";

    /// <summary>Key of the seconds to wait, beside the code RATE_LIMITED.</summary>
    public const string RetryAfter = "retryAfterSeconds";
}
