using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Verbs;

/// <summary>What a verb's exit code says; the same for all verbs, and part of what scripts rely on.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int CheckFailed = 3;
    public const int NotFound = 4;
    public const int Conflict = 5;
    public const int Unreachable = 6;
    public const int Cancelled = 130;

    public const string Help = "0 done, 1 failed, 2 usage or settings, 3 a check said no, 4 not found, 5 conflict, "
        + "6 unreachable, 130 cancelled";

    public static int Of(Problem problem) => problem switch
    {
        Problem.NotFound => NotFound,
        Problem.Conflict => Conflict,
        Problem.Invalid or Problem.TooLarge => Usage,
        _ => Failed,
    };
}
