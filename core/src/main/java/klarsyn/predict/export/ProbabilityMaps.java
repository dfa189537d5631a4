package klarsyn.predict.export;

import java.util.List;
import java.util.stream.Stream;
import klarsyn.data.label.Labels;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;
import klarsyn.predict.window.Activation;

/** Accumulated probabilities of all voxels of an image, one float per voxel and output. */
public final class ProbabilityMaps {

    private final Geometry grid;
    private final Labels labels;
    private final List<float[]> maps;

    public ProbabilityMaps(Geometry grid, Labels labels) {
        this.grid = grid;
        this.labels = labels;
        this.maps = Stream.generate(() -> new float[grid.shape().voxels()])
                .limit(labels.classes())
                .toList();
    }

    /**
     * Adds the outputs of a group of models; voxels outside its crop are background.
     *
     * @param place      position of its voxels
     * @param share      its weight, a fraction of 1
     * @param activation converts outputs to probabilities
     */
    public Export.VoxelSink adding(Placement place, float share, Activation activation) {
        float background = labels.areRegions() ? 0 : share;
        float[] first = maps.getFirst();
        for (int voxel = 0; voxel < first.length; voxel++) {
            first[voxel] += background;
        }
        return (x, y, z, outputs) -> {
            int voxel = place.index(x, y, z);
            activation.apply(outputs);
            first[voxel] -= background;
            for (int k = 0; k < outputs.length; k++) {
                maps.get(k)[voxel] += share * outputs[k];
            }
        };
    }

    public List<Volume> volumes() {
        return maps.stream().map(map -> new Volume(grid, map)).toList();
    }

    public LabelMap decided() {
        Decision decision = Decision.onProbabilities(labels);
        float[] outputs = new float[maps.size()];
        short[] decided = new short[grid.shape().voxels()];
        for (int voxel = 0; voxel < decided.length; voxel++) {
            for (int k = 0; k < outputs.length; k++) {
                outputs[k] = maps.get(k)[voxel];
            }
            decided[voxel] = decision.label(outputs);
        }
        return new LabelMap(grid, decided);
    }
}
