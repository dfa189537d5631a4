package klarsyn.app;

import java.util.List;
import klarsyn.Model;
import klarsyn.app.terminal.Session;
import klarsyn.image.Volume;
import org.jspecify.annotations.Nullable;

/** The model of a command, opened on first use: images are read while the libraries load. */
final class OpenedModel implements AutoCloseable {

    /** Voxels times passes above which a prediction may take much time or memory. */
    private static final int LARGE = 1 << 24;

    private final Models models;
    private final Session session;
    private @Nullable Model opened;
    private @Nullable Model configured;
    private boolean hasForecast;

    OpenedModel(Models models, Session session) {
        this.models = models;
        this.session = session;
    }

    /** Names of the model's channels. */
    List<String> channels() {
        return get().plan().modalities();
    }

    /** The model for an image; logs a forecast of time and memory for the first large image. */
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
        if (configured == null) {
            opened = models.open();
            configured = models.configured(opened, session);
        }
        return configured;
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
