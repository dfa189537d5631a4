package klarsyn.format.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import klarsyn.base.DataException;
import klarsyn.base.Seed;
import klarsyn.format.EdfFile;
import klarsyn.format.table.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with random byte changes are read, or rejected with a {@link DataException}. */
class SignalsHostileTest {

    private static final int TRIES = 60;

    @TempDir
    Path folder;

    @Test
    void names_that_are_known() {
        for (String name : new String[] {"a.hea", "b/A.EDF", "x.bdf", "x.txt", "X.CSV", "x.asc"}) {
            assertThat(Signals.hasKnownEnding(Path.of(name))).as(name).isTrue();
        }
        for (String name : new String[] {"a.atr", "a.dat", "a.png", "edf"}) {
            assertThat(Signals.hasKnownEnding(Path.of(name))).as(name).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.hea", "f.hea", "x.atr", "x.edf", "d.edf", "x.bdf", "x.csv", "t.csv", "z.zip"})
    void a_damaged_file_is_read_or_rejected(String name) throws IOException {
        writeAll();
        byte[] whole = Files.readAllBytes(folder.resolve(name));
        RandomGenerator random = Seed.of(9).child(name).generator();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            byte[] damaged = whole.clone();
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                damaged[random.nextInt(damaged.length)] = anyByte(random);
            }
            Files.write(folder.resolve(name), damaged);
            readAll(name, attempt);
        }
    }

    /** Half of the changes are digits, which get further in header fields. */
    private static byte anyByte(RandomGenerator random) {
        return (byte) (random.nextBoolean() ? '0' + random.nextInt(10) : random.nextInt(256));
    }

    private void readAll(String name, int attempt) {
        Path file = folder.resolve(name);
        Runnable[] all = {
            () -> Signals.read(file), () -> Signals.readHeader(file), () -> Signals.annotations(file),
            () -> Tables.read(file), () -> Signals.entries(file), () -> Signals.readEntry(file, "a.txt")
        };
        for (Runnable one : all) {
            try {
                one.run();
            } catch (DataException rejected) {
                assertThat(rejected.what()).isNotEmpty().doesNotContain("of Java memory");
            } catch (RuntimeException | Error other) {
                fail("attempt %d on %s".formatted(attempt, name), other);
            }
        }
    }

    private void writeAll() throws IOException {
        Files.write(folder.resolve("x.dat"), new byte[48]);
        write("x.hea", "x 2 100 12 12:00:00\nx.dat 16x1:1+0 200(0)/mV 12 0 0 0 0 A\nx.dat 16 1/uV 12 0 0 0 0 B\n");
        write("s.hea", "s 2 100 12\nx.dat 16 200(0)/mV 12 0 0 0 0 A\nx.dat 16 1/uV 12 0 0 0 0 B\n");
        write("f.hea", "f/3 2 100 39\ns 12\n~ 15\nx 12\n");
        Files.write(folder.resolve("x.atr"), new byte[] {
            5,
            4,
            13,
            20,
            2,
            (byte) 0xF4,
            1,
            (byte) 0xF8,
            0,
            (byte) 0xEC,
            0,
            0,
            (byte) 0xBE,
            7,
            0,
            112,
            5,
            (byte) 0xFC,
            '(',
            'A',
            'F',
            'I',
            'B',
            0,
            0,
            0
        });
        new EdfFile(EdfFile.Line.of("A", 3), EdfFile.Line.of("B", 1))
                .count("2")
                .samples(1, 2, 3, 4, 5, 6, 7, 8)
                .write(folder.resolve("x.edf"));
        new EdfFile(EdfFile.Line.of("A", 2), EdfFile.Line.annotations(10))
                .kind("EDF+D")
                .samples(1, 2)
                .texts("+0^^|+1~2^text^|", 20)
                .samples(3, 4)
                .texts("+2.5^^|", 20)
                .write(folder.resolve("d.edf"));
        new EdfFile(EdfFile.Line.of("Status", 3)).bdf().samples(1, 2, 3).write(folder.resolve("x.bdf"));
        write("x.csv", "time (s),A (mV),B\n0,1,2\n0.1,3,?\n0.2,\"5\",6e1\n");
        write("t.csv", "id;age;sex\r\na1;1,5;m\r\na2;;f\r\na3;07;\"m\"\r\n");
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a.txt"));
            zip.write("1\r\n2\r\n3\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        Files.write(folder.resolve("z.zip"), bytes.toByteArray());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
