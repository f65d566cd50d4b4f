using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Operations;

/// <summary>A setting as this process has it.</summary>
public sealed record ConfiguredSetting(Setting Setting, string Value, string Source);

[QueryType]
public static class ConfigurationQueries
{
    [GraphQLDescription(
        "Every setting as the process that answers has it, by key; what is secret is not shown. For OPS and ADMIN.")]
    public static IReadOnlyList<ConfiguredSetting>? Configuration(Caller caller, IConfiguration configuration)
    {
        caller.Needs(Role.Ops).ThrowIfAny();
        return
        [
            .. from setting in Settings.All
                orderby setting.Key
                let value = configuration[setting.Key] is { Length: > 0 } set ? set : setting.Default
                select new ConfiguredSetting(
                    setting, Redaction.Of(setting, value), SettingsCheck.Source(configuration, setting.Key)),
        ];
    }
}

[ObjectType<ConfiguredSetting>(Name = "Setting")]
[GraphQLDescription("A setting of the configuration.")]
public static class ConfiguredSettingFields
{
    [GraphQLDescription("Its key, such as Cache:TtlSeconds.")]
    public static string Key([Parent] ConfiguredSetting one) => one.Setting.Key;

    [GraphQLDescription("Its value; *** in the place of what is secret.")]
    public static string Value([Parent] ConfiguredSetting one) => one.Value;

    [GraphQLDescription("What it is where nothing sets it.")]
    public static string Default([Parent] ConfiguredSetting one) => one.Setting.Default;

    [GraphQLDescription("Where the value comes from: default, a file, environment or command line.")]
    public static string Source([Parent] ConfiguredSetting one) => one.Source;

    [GraphQLDescription("What it means.")]
    public static string Meaning([Parent] ConfiguredSetting one) => one.Setting.Meaning;

    [GraphQLDescription("What values are accepted.")]
    public static string Accepts([Parent] ConfiguredSetting one) => one.Setting.Expected;
}
