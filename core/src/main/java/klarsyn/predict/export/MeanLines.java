package klarsyn.predict.export;

import java.util.List;
import klarsyn.predict.window.Activation;
import klarsyn.predict.window.Lines;

/** Mean probabilities of several models, as nnU-Net combines configurations. */
final class MeanLines implements Lines {

    private final List<Lines> members;
    private final Activation activation;
    private final float[] one;

    MeanLines(List<Lines> members, Activation activation, int outputs) {
        this.members = List.copyOf(members);
        this.activation = activation;
        this.one = new float[outputs];
    }

    @Override
    public void moveTo(int y, int z) {
        members.forEach(member -> member.moveTo(y, z));
    }

    @Override
    public void at(int x, float[] outputs) {
        members.getFirst().at(x, outputs);
        activation.apply(outputs);
        for (int i = 1; i < members.size(); i++) {
            members.get(i).at(x, one);
            activation.apply(one);
            for (int k = 0; k < outputs.length; k++) {
                outputs[k] += one[k];
            }
        }
        for (int k = 0; k < outputs.length; k++) {
            outputs[k] /= members.size();
        }
    }

    @Override
    public int largest(int x) {
        return -1;
    }
}
