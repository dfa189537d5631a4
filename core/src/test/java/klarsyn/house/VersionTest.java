package klarsyn.house;

import static org.assertj.core.api.Assertions.assertThat;

import klarsyn.base.Version;
import org.junit.jupiter.api.Test;

class VersionTest {

    @Test
    void the_library_knows_the_version_of_the_build() {
        assertThat(Repository.folder().resolve("pom.xml"))
                .content()
                .containsOnlyOnce("<version>" + Version.NUMBER + "</version>\n    <packaging>pom</packaging>");
    }
}
