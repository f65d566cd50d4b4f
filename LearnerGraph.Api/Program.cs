using LearnerGraph.Api.Verbs;

return await CommandLine.RunAsync(args);

public partial class Program;
