package klarsyn.predict;

import java.util.List;
import java.util.stream.IntStream;
import klarsyn.image.Volume;
import klarsyn.predict.export.Placement;
import klarsyn.predict.window.Passage;
import klarsyn.predict.window.Route;
import klarsyn.prepare.PreprocessedImage;

/**
 * Paths of models with the same reorientation and crop.
 *
 * @param each      one per model
 * @param placement position of the remaining voxels in the image
 */
record PassageGroup(List<Passage> each, Placement placement) {

    /** Preprocesses an image for each model of a group. */
    static PassageGroup of(List<Member> group, List<Volume> channels) {
        List<PreprocessedImage> prepared = group.stream()
                .map(member -> member.plan().preprocessing().apply(channels))
                .toList();
        List<Passage> each = IntStream.range(0, group.size())
                .mapToObj(i -> group.get(i).passage(prepared.get(i)))
                .toList();
        PreprocessedImage first = prepared.getFirst();
        return new PassageGroup(each, Placement.of(first.reorientation(), first.box()));
    }

    List<Route> routes() {
        return each.stream().map(Passage::route).toList();
    }
}
