package klarsyn.app;

import java.util.List;
import klarsyn.Model;
import klarsyn.app.terminal.Session;
import klarsyn.image.Volume;
import org.jspecify.annotations.Nullable;

/** The model of a command, opened when it is first needed: images are read while the libraries load. */
final class OpenedModel implements AutoCloseable {

    /** Voxels, times how often each is computed, from which on a prediction may take long or much memory. */
    private static final int LARGE = 1 << 24;

    private final Models models;
    private final Session session;
    private @Nullable Model opened;
    private @Nullable Model asked;
    private boolean hasForecast;

    OpenedModel(Models models, Session session) {
        this.models = models;
        this.session = session;
    }

    /** Names of the channels that it was trained on. */
    List<String> channels() {
        return get().plan().modalities();
    }

    /** The model for an image; of a large first one it says what the prediction will take. */
    Model forImage(Volume image, PredictionProgress progress) {
        Model model = get();
        boolean isLarge = (long) image.geometry().shape().voxels() * model.passes() >= LARGE;
        if (!hasForecast && (models.hasMemory() || isLarge)) {
            progress.log(model.forecast(image.geometry()).toString());
            hasForecast = true;
        }
        return model.withProgress(progress::computed);
    }

    private Model get() {
        if (asked == null) {
            opened = models.open();
            asked = models.asked(opened, session);
        }
        return asked;
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
