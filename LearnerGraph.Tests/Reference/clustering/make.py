"""Writes blobs.json: points, and what scikit-learn's k-means says of them. Needs python3-sklearn."""
import json
import numpy
import sklearn
from sklearn.cluster import KMeans

random = numpy.random.default_rng(7)
middles = random.normal(0, 1, (4, 6)) * 3
points = numpy.concatenate(
    [middle + random.normal(0, scale, (30, 6)) for middle, scale in zip(middles, (0.4, 0.6, 0.9, 0.5))]
    + [random.uniform(-8, 8, (12, 6))]).astype(numpy.float32)
means = [KMeans(k, init="k-means++", n_init=50, random_state=42, max_iter=300, tol=0).fit(points) for k in (3, 4, 6)]
json.dump(
    {
        "version": sklearn.__version__,
        "points": points.tolist(),
        "kmeans": [{"k": m.n_clusters, "inertia": float(m.inertia_), "labels": m.labels_.tolist()} for m in means],
    },
    open("blobs.json", "w"))
