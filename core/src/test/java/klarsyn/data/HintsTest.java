package klarsyn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public class HintsTest {

    @Test
    void options_override_the_file() {
        Hints said = new Said().target("age").hints();
        Hints folder = new Said().target("sex").layout("manifest").hints();

        Hints both = said.or(folder);

        assertThat(both.target()).contains("age");
        assertThat(both.layout()).contains("manifest");
        assertThat(new Said()
                        .hints()
                        .or(new Said().task(TaskKind.REGRESSION).hints())
                        .task())
                .contains(TaskKind.REGRESSION);
    }

    /** Mostly empty hints. */
    public static final class Said {

        private Optional<String> layout = Optional.empty();
        private Optional<String> target = Optional.empty();
        private Optional<TaskKind> task = Optional.empty();
        private Optional<String> patient = Optional.empty();

        public Said layout(String keyword) {
            layout = Optional.of(keyword);
            return this;
        }

        public Said target(String column) {
            target = Optional.of(column);
            return this;
        }

        public Said task(TaskKind kind) {
            task = Optional.of(kind);
            return this;
        }

        public Said patient(String column) {
            patient = Optional.of(column);
            return this;
        }

        public Hints hints() {
            return new Hints(layout, target, task, patient, new LinkedHashMap<>(), List.of());
        }
    }
}
