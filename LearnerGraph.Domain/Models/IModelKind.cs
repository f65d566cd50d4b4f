using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Models;

/// <summary>What a training is given besides the answers.</summary>
/// <param name="Parameters">All of the model's, within their ranges.</param>
/// <param name="Checkpoint">Where an earlier process was; null to begin.</param>
/// <param name="Saved">Given a checkpoint after each epoch.</param>
/// <param name="Told">Given the figures of each epoch.</param>
public sealed record TrainingWork(
    IReadOnlyDictionary<string, double> Parameters, byte[]? Checkpoint, Action<byte[]> Saved,
    Action<IReadOnlyList<SeriesPoint>> Told, CancellationToken Cancellation)
{
    public int Whole(string name) => (int)Parameters[name];
}

/// <summary>A kind of model that can be trained, kept and opened again. One line of setup brings another.</summary>
public interface IModelKind
{
    ModelDefinition Definition { get; }

    /// <summary>How many samples the answers hold for this kind; too few are not trained on.</summary>
    int Samples(TrainingAnswers answers);

    /// <summary>
    /// Learns from the training side of the answers. The same answers and parameters give the same model, also where
    /// it goes on from a checkpoint. Takes long; throws where cancelled.
    /// </summary>
    TrainedModel Train(TrainingAnswers answers, TrainingWork work);

    /// <summary>A model from its file; Invalid where the file is none of this kind.</summary>
    Result<TrainedModel> Open(byte[] artefact);
}

/// <summary>A trained model; one caller at a time.</summary>
public abstract class TrainedModel
{
    /// <summary>All there is of it, as its kind opens it again.</summary>
    public abstract byte[] ToArtefact();

    /// <summary>Judges it by the held-out side of the answers.</summary>
    public abstract CaseScores Evaluate(TrainingAnswers answers);

    /// <summary>The network as an ONNX file.</summary>
    public abstract byte[] ToOnnx();

    /// <summary>Largest difference between the network and its exported form over random inputs.</summary>
    public abstract double OnnxDifference(int rows);

    /// <summary>99th percentile of the time for 200 candidates, in milliseconds.</summary>
    public abstract double LatencyMs();
}
