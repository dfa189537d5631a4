package klarsyn.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapTest {

    @Test
    void as_many_large_objects_as_fit_into_half_of_the_heap_are_processed_in_parallel() {
        long scan = 12L * 512 * 512 * 321;

        assertThat(Heap.parallelCases(scan, 8, 4L << 30)).isEqualTo(2);
        assertThat(Heap.parallelCases(2 * scan, 8, 4L << 30)).isOne();
        assertThat(Heap.parallelCases(100 * scan, 8, 4L << 30)).isOne();
        assertThat(Heap.parallelCases(1 << 20, 8, 4L << 30)).isEqualTo(8);
        assertThat(Heap.parallelCases(0, 8, 4L << 30)).isEqualTo(8);
        assertThat(Heap.parallelCases(1, 3)).isEqualTo(3);
    }
}
