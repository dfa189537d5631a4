package klarsyn.predict;

import java.util.ArrayList;
import java.util.List;
import klarsyn.image.Volume;
import klarsyn.plan.Prepared;

/**
 * The ways of models that turn and cut an image alike.
 *
 * @param each      a model's
 * @param placement where the voxels that they keep lie in the image
 */
record Passages(List<Passage> each, Placement placement) {

    /** Prepares an image for each model of a group. */
    static Passages of(List<Member> group, List<Volume> channels) {
        List<Passage> each = new ArrayList<>();
        Placement placement = new Placement(0, 0, 0, 0);
        for (Member member : group) {
            Prepared prepared = member.plan().preprocessing().apply(channels);
            each.add(member.passage(prepared));
            placement = Placement.of(prepared.turn(), prepared.box());
        }
        return new Passages(List.copyOf(each), placement);
    }

    List<Route> routes() {
        return each.stream().map(Passage::route).toList();
    }
}
