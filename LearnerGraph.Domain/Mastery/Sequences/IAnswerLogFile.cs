using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Mastery.Sequences;

/// <summary>Reads files of answers for the evaluation; plain CSV or gzipped.</summary>
public interface IAnswerLogFile
{
    /// <summary>The whole file, learners in the order of their first row.</summary>
    /// <param name="vocabulary">Grows by what the file names.</param>
    Result<AnswerLog> Read(string path, AnswerVocabulary vocabulary);
}
