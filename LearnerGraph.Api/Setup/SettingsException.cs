namespace LearnerGraph.Api.Setup;

/// <summary>The settings do not allow a start; the message names each and what it should be.</summary>
public sealed class SettingsException(string message) : Exception(message);
